import type { LocalLivingSession } from "athena-executors/testing";

/** A session with one calculation of two and a half minutes. It runs 30 times faster, so it ends after 5 seconds. */
export const demoLivingSession: LocalLivingSession = {
  SessionId: "demo-living-session",
  life: { seed: 11, calculations: 1, speed: 30 },
};

/** Milliseconds between two polls of the demo session. A session on AWS is polled every 5 s, the default. */
export const demoPollInterval = 200;
