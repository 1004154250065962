export type {
  BodyFault,
  ErrorFault,
  ExpiredTokenFault,
  HangFault,
  LocalFault,
  MalformedFault,
  ResetFault,
  ThrottleFault,
  TruncatedFault,
} from "./faults/local-fault.js";
export type { LocalFaults } from "./faults/local-faults.js";
export type { LocalLife } from "./life/local-life.js";
export type { LocalLivingSession } from "./life/local-living-session.js";
export type { LocalAthena } from "./local-athena.js";
export type { LocalAthenaOptions } from "./local-athena-options.js";
export type { LocalEmptyPages } from "./paging/local-empty-pages.js";
export type { LocalTokenCycle, LocalTokenRefusal, LocalTokens } from "./paging/local-tokens.js";
export type { LocalExecutor } from "./sessions/local-executor.js";
export type { LocalExecutorSource, LocalSession } from "./sessions/local-session.js";
export type { LocalPageRequest, LocalSessionChange, LocalSessionChanges } from "./sessions/local-session-change.js";
export type { LocalQuota } from "./quota/local-quota.js";
export type { LocalRequest } from "./http/local-request.js";
export { startLocalAthena } from "./start-local-athena.js";
