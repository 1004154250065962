import { jsonAnswer, textAnswer } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import type { Reply } from "../http/reply.js";
import { errorAnswer, throttleAnswer } from "./fault-answer.js";
import type { LocalFault } from "./local-fault.js";

/** What a client gets under a fault; `answer` makes the answer that it would have got without. */
export function playFault(fault: LocalFault, answer: () => Answer): Reply {
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
  }
}
