import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const longestVisit = 60_000; // ms
const programs = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const alone = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
// Only the page may use the network.
const quiet = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Runs a script in a page of its own origin, and resolves to the data that the page posts to `/told`. */
export async function visit(script: string): Promise<string> {
  const { server, url, told } = await servePage(script);
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const browser = spawn(program(), [...alone, ...quiet, `--user-data-dir=${profile}`, url], { stdio: "ignore" });
  try {
    return await Promise.race([told, failureOf(browser)]);
  } finally {
    await stop(browser);
    server.close();
    server.closeAllConnections();
    // Helper processes still write for a moment. If so, `rm` starts again, while `rmSync` repeats only its last step.
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

async function servePage(script: string): Promise<{ server: Server; url: string; told: Promise<string> }> {
  const page = `<!doctype html><title>Page</title><script>${script.replaceAll("</script", "<\\/script")}</script>`;
  const server = createServer();
  const told = new Promise<string>((resolve) => {
    server.on("request", (request, response) => {
      if (request.method === "POST" && request.url === "/told") resolve(text(request));
      response.setHeader("content-type", "text/html; charset=utf-8").end(request.url === "/" ? page : "");
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, told };
}

async function failureOf(browser: ChildProcess): Promise<never> {
  const signal = AbortSignal.timeout(longestVisit);
  await once(browser, "exit", { signal }).catch((cause: unknown) => {
    throw new Error("The page did not report in time, or the browser did not start.", { cause });
  });
  throw new Error(`The browser exited before the page reported: exit code ${String(browser.exitCode)}.`);
}

async function stop(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const exit = once(browser, "exit");
  browser.kill();
  await exit;
}

function program(): string {
  const found = programs.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) throw new Error("Chromium was not found. Install it, or set CHROMIUM to its path.");
  return found;
}
