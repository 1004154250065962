import type { ExecutorState, ExecutorsSummary, ExecutorType } from "@aws-sdk/client-athena";

/** Any other text, without taking the known ones out of an editor's completion. */
type OtherText = string & Record<never, never>;

/** The SDK's `ExecutorsSummary`, also of a state or type that the SDK does not know: it is answered as it is. */
export interface LocalExecutor extends Omit<ExecutorsSummary, "ExecutorState" | "ExecutorType"> {
  /** One of the service's states, or any other text. */
  readonly ExecutorState?: ExecutorState | OtherText | undefined;
  /** One of the service's types, or any other text. */
  readonly ExecutorType?: ExecutorType | OtherText | undefined;
}
