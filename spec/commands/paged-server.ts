// Unlike the embedded endpoint, this service supports the protocols of other AWS services: JSON, XML and queries.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** The paging members of a command, and its answers. An object is sent as JSON, a string as XML. */
export interface Protocol {
  /** The name of the token in a request. */
  readonly token: string;
  /** The name of the page size in a request. */
  readonly size: string;
  /** Creates an answer with these items. `next` is the token of the next page, except on the last page. */
  readonly page: (names: readonly string[], next: string | undefined) => object | string;
}

/** A service on loopback HTTP that serves one command at a time. */
export interface PagedServer {
  readonly endpoint: string;
  /** Starts serving a command. Returns the list to which its requests are added. */
  play(protocol: Protocol): PagedRequest[];
  close(): void;
}

/** A request: the number of the page, from 1, and the page size. */
export interface PagedRequest {
  readonly place: number;
  readonly size: string | undefined;
}

/** The items of the served pages. */
export const PAGES = [["a", "b"], ["c"], ["d", "e"]] as const;

/** Starts the service. */
export async function startPagedServer(): Promise<PagedServer> {
  let protocol: Protocol | undefined;
  let requests: PagedRequest[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      if (protocol === undefined) throw new Error("Expected a command to be served, got none");
      const asked = understand(text, protocol);
      requests.push(asked);
      const next = asked.place < PAGES.length ? `page-${asked.place + 1}` : undefined;
      const answer = protocol.page(PAGES[asked.place - 1] ?? [], next);
      const isXml = typeof answer === "string";
      response.writeHead(200, { "content-type": isXml ? "application/xml" : "application/json" });
      response.end(isXml ? answer : JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play: (played) => {
      protocol = played;
      requests = [];
      return requests;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Reads `name=value` of a query or form, and `"name":"value"` of JSON. */
function understand(text: string, { token, size }: Protocol): PagedRequest {
  const member = (name: string): string | undefined => new RegExp(`["?&]${name}"?[=:]"?([\\w-]+)`).exec(text)?.[1];
  return { place: Number(member(token)?.slice("page-".length) ?? 1), size: member(size) };
}

/** Returns the address and the body, one of which contains the token. */
async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return `${request.url ?? ""}\n&${Buffer.concat(chunks).toString()}`;
}
