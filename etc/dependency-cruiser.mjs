// Imports point one way: entry files → the three parts, which do not know each other → all other folders of lib.
// Imports of types count too: who reads a file should not have to read in circles.

const parts = "pagination|middleware|executors";
const entries = "testing|redis";

/**
 * Makes rules for rooms of `lib` in rows, the topmost first: a room imports only from itself and from rows below its own.
 * A room is a folder (`"calls/"`) or a file (`"index.ts"`) of `lib`.
 */
export function onlyDownwards(rows) {
  return rows.map((row, index) => {
    const below = rows.slice(index + 1).flat();
    return { ...onlyFrom(row, below), name: `only-downwards-from-${row.map(nameOf).join("-and-")}` };
  });
}

/** Makes a rule for rooms of `lib` that import only from themselves and from certain others. */
export function onlyFrom(rooms, others) {
  return {
    name: `${rooms.map(nameOf).join("-and-")}-only-from-certain-rooms`,
    comment: others.length === 0 ? "Imports nothing else of lib." : `Imports only from ${others.join(", ")}.`,
    severity: "error",
    from: { path: `^lib/(${patternOf(rooms)})` },
    to: { path: "^lib/", pathNot: `^lib/(${["$1", patternOf(others)].filter(Boolean).join("|")})` },
  };
}

function nameOf(room) {
  return room.replace(/\W+$/, "").replace(/\W+/g, "-");
}

function patternOf(rooms) {
  return rooms.map((room) => room.replaceAll(".", "\\.")).join("|");
}

export default {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      from: { path: "^lib/" },
      to: { circular: true },
    },
    {
      name: "nothing-imports-the-root",
      comment: "The files at the root of lib put the parts together; nothing below imports them.",
      severity: "error",
      from: { path: "^lib/[^/]+/" },
      to: { path: "^lib/[^/]+$" },
    },
    {
      name: "parts-do-not-know-each-other",
      comment: "pagination, middleware and executors are put together in an entry file.",
      severity: "error",
      from: { path: `^lib/(${parts})/` },
      to: { path: `^lib/(${parts})/`, pathNot: "^lib/$1/" },
    },
    {
      name: "foundations-do-not-know-the-parts",
      severity: "error",
      from: { path: "^lib/[^/]+/", pathNot: `^lib/(${parts}|${entries})/` },
      to: { path: `^lib/(${parts})/` },
    },
    {
      name: "entries-are-apart",
      comment: "/testing and /redis are entry points of their own, for Node only.",
      severity: "error",
      from: { path: "^lib/", pathNot: `^lib/(${entries})/` },
      to: { path: `^lib/(${entries})/` },
    },
    {
      name: "the-endpoint-is-on-its-own",
      comment: "What the specs test against must not share the mistakes of what they test.",
      severity: "error",
      from: { path: "^lib/testing/" },
      to: { path: "^lib/", pathNot: "^lib/(testing|checks|clock)/" },
    },
    {
      name: "no-node-in-browsers",
      comment: "The main entry runs in browsers too.",
      severity: "error",
      from: { path: "^lib/", pathNot: `^lib/(${entries})/` },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
