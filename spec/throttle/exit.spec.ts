import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { foreignService, throttled, type ForeignService } from "../support/foreign-service.js";

async function addressOf({ client }: ForeignService): Promise<string> {
  const { protocol, hostname, port } = (await client.config.endpoint?.()) ?? {};
  return `${String(protocol)}//${String(hostname)}:${String(port)}`;
}

describe("A process", () => {
  it("that aborted its listings in queue, flight and backoff exits", async () => {
    const hanging = await foreignService(() => () => undefined);
    const throttling = await foreignService(() => throttled({ "retry-after": "20" }));
    const addresses = await Promise.all([hanging, throttling].map(addressOf));
    const program = ["--import", "tsx", "spec/support/abort-everywhere.ts", ...addresses];
    const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
    let written = "";
    let writtenAt = NaN;
    child.stdout.on("data", (chunk: Buffer) => {
      written += chunk.toString();
      writtenAt = performance.now();
    });
    const [code] = (await once(child, "exit")) as [number | null];
    expect(written).toBe("enough,enough,enough,enough");
    expect(code).toBe(0);
    expect(performance.now() - writtenAt).toBeLessThan(5000);
    expect([hanging.requests.length, throttling.requests.length]).toEqual([1, 1]);
  });
});
