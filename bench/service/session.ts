/** The session that every way lists. */
export const SESSION_ID = "bench-session";

/** Executors per page, the maximum of the service. */
export const PAGE_SIZE = 100;
