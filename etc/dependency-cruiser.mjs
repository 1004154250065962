// Imports point one way: down the layers. Imports of types count too, so that nobody has to read in circles.

/** The main entry from top to bottom. Rooms in one row do not know each other. */
const layers = [
  ["index.ts"],
  ["list-work-group-executors/", "watch-executors/"],
  ["list-executors/", "paginate/"],
  ["athena/"],
  ["calls/"],
  ["retry/"],
  ["throttle/"],
  ["sdk/", "pagination/", "executors/"],
  ["errors/", "events/", "common/"],
];

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
    ...onlyDownwards(layers),
    onlyFrom(["redis/"], ["throttle/", "errors/", "events/", "common/"]),
    // What the specs test against must not share the mistakes of what they test.
    onlyFrom(["testing/"], ["common/"]),
    // The command is built on what everybody can import.
    onlyFrom(["cli/"], ["index.ts", "testing/index.ts"]),
    {
      name: "no-node-in-browsers",
      comment: "The main entry runs in browsers too.",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/(testing|redis|cli)/" },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
