import { handWritten } from "./hand-written.js";
import { readable } from "./readable.js";
import { rxjs } from "./rxjs.js";
import { sdkAdaptive, sdkStandard } from "./sdk-paginator.js";
import { streamingIterables } from "./streaming-iterables.js";
import { items, pages } from "./this-package.js";
import type { Way } from "./way.js";

/** All ways to list a session. Workers find them by name. */
export const ways: readonly Way[] = [
  handWritten,
  pages,
  items,
  sdkStandard,
  sdkAdaptive,
  streamingIterables,
  rxjs,
  readable,
];

/** Returns the way with this name, or throws. */
export function wayNamed(name: string | undefined): Way {
  const found = ways.find((way) => way.name === name);
  if (found === undefined) throw new Error(`Expected one of ${ways.map((way) => way.name).join(" | ")}`);
  return found;
}
