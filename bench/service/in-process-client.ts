import { Readable } from "node:stream";
import { AthenaClient, type AthenaClientConfig, type ListExecutorsCommandInput } from "@aws-sdk/client-athena";
import { madeExecutors } from "./made-executors.js";
import { PAGE_SIZE, SESSION_ID } from "./session.js";

/** Returns the response body for a page number, counted from 0. */
export type PageBodies = (page: number) => Uint8Array;

/** Delays a request until the returned promise resolves, if there is one. */
export type Gate = () => Promise<void> | undefined;

/** Creates a real client over a transport without sockets. It serialises and signs requests and parses `bodies`. */
export function inProcessClient(bodies: PageBodies, config: AthenaClientConfig = {}, gate?: Gate): AthenaClient {
  const handle = async ({ body }: { body: Uint8Array }): Promise<object> => {
    await gate?.();
    const { NextToken } = JSON.parse(new TextDecoder().decode(body)) as ListExecutorsCommandInput;
    const headers = { "content-type": "application/x-amz-json-1.1" };
    return { response: { statusCode: 200, headers, body: streamOf(bodies(Number(NextToken ?? 0))) } };
  };
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new AthenaClient({ ...config, region: "us-east-1", credentials, requestHandler: { handle } });
}

/** Returns a stream, because a response body from a socket is a stream too. */
function streamOf(body: Uint8Array): Readable {
  const stream = new Readable();
  stream.push(body);
  stream.push(null);
  return stream;
}

/** Builds each page on request, because a million executors do not fit into memory. */
export function freshBodies(executors: number): PageBodies {
  return (page) => Buffer.from(JSON.stringify(pageOf(page, executors)));
}

/** Builds all pages in advance, so that building them is not measured. */
export function storedBodies(executors: number): PageBodies {
  const fresh = freshBodies(executors);
  const stored = Array.from({ length: Math.ceil(executors / PAGE_SIZE) }, (_, page) => fresh(page));
  return (page) => stored[page] ?? fresh(page);
}

function pageOf(page: number, executors: number): object {
  const end = Math.min((page + 1) * PAGE_SIZE, executors);
  const ExecutorsSummary = madeExecutors(page * PAGE_SIZE, end);
  return { SessionId: SESSION_ID, ExecutorsSummary, ...(end < executors && { NextToken: String(page + 1) }) };
}
