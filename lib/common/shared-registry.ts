/** State that everything sent over one client shares. */
export interface ClientState {
  /** Throttles by their numbers, as `limit/interval`. */
  readonly throttles: Map<string, unknown>;
  readonly outage: FailureCount;
}

/** Transient failures in a row, over one client or one plugin. */
export interface FailureCount {
  failures: number;
}

/** The version of the format of {@link ClientState}: copies of the package that have the same one share it. */
const KEY = Symbol.for("athena-executors.clients.1");

interface Registry {
  readonly performance: unknown;
  [KEY]?: WeakMap<object, ClientState>;
}

/** Returns the state of a client, which all copies of this package in the process share. */
export function clientState(client: object): ClientState {
  const registry: Registry = globalThis;
  const states = registry[KEY] ?? new WeakMap<object, ClientState>();
  registry[KEY] = states;
  const state = states.get(client) ?? { throttles: new Map<string, unknown>(), outage: { failures: 0 } };
  states.set(client, state);
  return state;
}
