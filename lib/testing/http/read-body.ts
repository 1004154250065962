import type { IncomingMessage } from "node:http";

/** Calls back with the whole body. A client that leaves before its end is never heard of again. */
export function readBody(message: IncomingMessage, onBody: (body: string) => void): void {
  const chunks: Buffer[] = [];
  message.on("data", (chunk: Buffer) => chunks.push(chunk));
  message.once("end", () => {
    onBody(Buffer.concat(chunks).toString("utf8"));
  });
}
