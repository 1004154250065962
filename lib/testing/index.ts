export type {
  BodyFault,
  ErrorFault,
  ExpiredTokenFault,
  HangFault,
  LocalFault,
  LocalFaults,
  MalformedFault,
  ResetFault,
  ThrottleFault,
  TruncatedFault,
} from "./faults/local-faults.js";
export type { LocalLife, LocalLivingSession } from "./life/local-life.js";
export type { LocalAthenaOptions } from "./local-athena-options.js";
export type { LocalEmptyPages, LocalPageLimits } from "./paging/paging.js";
export type { LocalTokenCycle, LocalTokenRefusal, LocalTokens } from "./paging/tokens.js";
export type { LocalQuota } from "./quota.js";
export type { LocalRequest } from "./server/request-log.js";
export type {
  LocalCalculation,
  LocalCalculationStatus,
  LocalExecutor,
  LocalExecutorSource,
  LocalPageRequest,
  LocalSession,
  LocalSessionChange,
  LocalSessionChanges,
} from "./sessions/local-session.js";
export type { LocalTime } from "./sessions/local-time.js";
export { startLocalAthena, type LocalAthena } from "./start-local-athena.js";
