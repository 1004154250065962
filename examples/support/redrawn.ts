import logUpdate from "log-update";
import { fitted } from "./table.js";

/** A text in the terminal that is drawn anew, over itself. */
export interface Redrawn {
  /** Draws it soon: once, however often it is asked to meanwhile. */
  redraw(): void;
  /** Draws it for the last time; what is printed next comes below it. */
  done(): void;
}

/** What does not fit into the terminal is left out: the ends of long lines, and lines at the bottom. */
export function redrawn(lines: () => readonly string[]): Redrawn {
  let pending: NodeJS.Immediate | undefined;
  const draw = (): void => {
    pending = undefined;
    const height = Math.max(1, process.stdout.rows - 1);
    logUpdate(lines().slice(0, height).map(fitted).join("\n"));
  };
  return {
    redraw: () => (pending ??= setImmediate(draw)),
    done: () => {
      clearImmediate(pending);
      draw();
      logUpdate.done();
    },
  };
}
