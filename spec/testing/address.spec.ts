import { createServer, request } from "node:http";
import { connect } from "node:net";
import { ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { startLocalAthena } from "../../lib/testing/index.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

/** Returns whether this machine has the IPv6 loopback address. */
function hasIPv6(): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => {
      resolve(false);
    });
    server.listen(0, "::1", () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

const ipv6 = await hasIPv6();

describe("The address of the embedded endpoint", () => {
  it("The default is any free port of 127.0.0.1", async () => {
    const { url } = await startedAthena();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  });

  it("The endpoint listens on the given port", async () => {
    const first = await startLocalAthena();
    const port = Number(new URL(first.url).port);
    await first.close();
    const athena = await startedAthena({ port });
    expect(athena.url).toBe(`http://127.0.0.1:${port}`);
    expect((await clientOf(athena).send(new ListSessionsCommand({ WorkGroup: "primary" }))).Sessions).toEqual([]);
  });

  it("A taken port is refused with advice and the cause", async () => {
    const port = Number(new URL((await startedAthena()).url).port);
    await expect(startLocalAthena({ port })).rejects.toMatchObject({
      message:
        `Cannot listen on port ${port} of 127.0.0.1 (EADDRINUSE). ` +
        "The port is in use: choose another one, or use `port: 0` for any free one",
      cause: { code: "EADDRINUSE" },
    });
  });

  it("A host that is not of this machine is refused with advice", async () => {
    await expect(startLocalAthena({ host: "192.0.2.1" })).rejects.toThrow(
      "Cannot listen on port 0 of 192.0.2.1 (EADDRNOTAVAIL). " +
        'The host is not an address of this machine: use `host: "127.0.0.1"`',
    );
  });

  it.each(["localhost", "0.0.0.0"])("The url of the host %s reaches the endpoint", async (host) => {
    const athena = await startedAthena({ host });
    expect(new URL(athena.url).hostname).toMatch(/^(127\.0\.0\.1|\[::1\])$/);
    expect((await clientOf(athena).send(new ListSessionsCommand({ WorkGroup: "primary" }))).Sessions).toEqual([]);
  });

  it.skipIf(!ipv6).each(["::1", "::"])("The url of the IPv6 host %s is http://[::1]:<port>", async (host) => {
    const athena = await startedAthena({ host });
    expect(athena.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await clientOf(athena).send(new ListSessionsCommand({ WorkGroup: "primary" }))).Sessions).toEqual([]);
  });
});

describe("The request target", () => {
  /** Sends a request with any target, as a client of a proxy does. */
  function post(url: string, target: string): Promise<number | undefined> {
    const headers = { authorization: "x", "x-amz-target": "AmazonAthena.ListSessions" };
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, method: "POST", path: target, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once("error", reject);
      sent.end('{"WorkGroup":"primary"}');
    });
  }

  it.each([
    { target: "http://athena.us-east-1.amazonaws.com/", path: "/" },
    { target: "HTTPS://127.0.0.1:8000/", path: "/" },
    { target: "http://host", path: "/" },
    { target: "http://host?a=1", path: "/?a=1" },
    { target: "/?a=http://host/", path: "/?a=http://host/" },
  ])("The target $target is the path $path", async ({ target, path }) => {
    const athena = await startedAthena();
    expect(await post(athena.url, target)).toBe(200);
    expect(athena.requests).toMatchObject([{ path, status: 200 }]);
  });

  it("The path of an absolute target is checked", async () => {
    const athena = await startedAthena();
    expect(await post(athena.url, "http://host/other")).toBe(404);
  });

  it("A malformed request line does not end the endpoint", async () => {
    const athena = await startedAthena();
    const socket = connect(Number(new URL(athena.url).port), "127.0.0.1");
    const answer = await new Promise<string>((resolve) => {
      socket.once("data", (bytes) => {
        resolve(String(bytes));
      });
      socket.write("POST  HTTP\r\n\r\n");
    });
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await post(athena.url, "/")).toBe(200);
  });
});
