import type { ExecutorType } from "@aws-sdk/client-athena";

import type { Dice } from "./dice.js";
import type { ExecutorMoment } from "./moment.js";
import { pace } from "./pace.js";

/** Who steps from state to state. */
export interface Actor {
  readonly name: string;
  readonly type: ExecutorType;
}

type Arrival = readonly [joined: ExecutorMoment, started: ExecutorMoment, registered: ExecutorMoment];

/**
 * From joining to being registered. `lastStart` is when the one that joined before it has started: executors start in the order in which
 * they join, so that "newest first" is one order from the moment they join.
 */
export function arrival(actor: Actor, joined: number, lastStart: number, dice: Dice): Arrival {
  const started = Math.max(joined + dice.in(pace.starting), lastStart + dice.in(pace.betweenStarts));
  return [
    { of: "executor", at: joined, State: "CREATING", ...actor },
    { of: "executor", at: started, State: "CREATED", ...actor },
    { of: "executor", at: started + dice.in(pace.registering), State: "REGISTERED", ...actor },
  ];
}

export function departure(actor: Actor, at: number, dice: Dice): readonly [ExecutorMoment, ExecutorMoment] {
  return [
    { of: "executor", at, State: "TERMINATING", ...actor },
    { of: "executor", at: at + dice.in(pace.shutdown), State: "TERMINATED", ...actor },
  ];
}
