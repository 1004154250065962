import type { LocalRequest } from "../http/local-request.js";
import type { LocalFault } from "./local-fault.js";

/**
 * Which requests fail, and how. A list: entry n for request n, `undefined` for a request that goes well, and none fails after the last
 * entry. A function: asked for each request; what it throws is answered as a 500.
 */
export type LocalFaults = readonly (LocalFault | undefined)[] | ((request: LocalRequest) => LocalFault | undefined);
