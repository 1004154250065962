/** The session that every way lists. */
export const SESSION_ID = "bench-session";

/** Executors on a page: the most that the service gives. */
export const PAGE_SIZE = 100;
