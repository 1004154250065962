import { jsonAnswer, textAnswer } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import type { LocalRequest } from "../http/local-request.js";
import type { Reply } from "../http/reply.js";
import { errorAnswer, expiredTokenAnswer, throttleAnswer } from "./fault-answer.js";
import type { LocalFault } from "./local-fault.js";

/** What the client of a request gets under a fault; `answer` makes the answer that it would have got without. */
export function playFault(fault: LocalFault, request: LocalRequest, answer: () => Answer): Reply {
  switch (fault.type) {
    case "reset":
    case "hang":
      return { type: fault.type };
    case "truncated":
      return { type: "truncated", answer: answer() };
    case "throttle":
      return { type: "whole", answer: throttleAnswer(fault) };
    case "error":
      return { type: "whole", answer: errorAnswer(fault) };
    case "malformed":
      return { type: "whole", answer: textAnswer(200, fault.text ?? '{"ExecutorsSummary":[') };
    case "body":
      return { type: "whole", answer: jsonAnswer(200, fault.body) };
    case "expired-token":
      return { type: "whole", answer: expiredTokenAnswer(fault, request) ?? answer() };
  }
}
