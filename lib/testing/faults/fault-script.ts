import type { LocalRequest } from "../http/local-request.js";
import { checkFault } from "./check-fault.js";
import type { LocalFault } from "./local-fault.js";
import type { LocalFaults } from "./local-faults.js";

/** The fault for a request, or `undefined` if it goes well. */
export type FaultScript = (request: LocalRequest) => LocalFault | undefined;

export function faultScript(faults: LocalFaults): FaultScript {
  if (typeof faults !== "function") return ({ number }) => faults[number - 1];
  return (request) => {
    const fault = faults(request);
    if (fault !== undefined) checkFault("faults(request)", fault);
    return fault;
  };
}
