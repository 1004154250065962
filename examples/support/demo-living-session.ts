import type { LocalLivingSession } from "athena-executors/testing";

/** A session of one calculation that is over within some seconds: two and a half minutes, thirty times as fast. */
export const demoLivingSession: LocalLivingSession = {
  SessionId: "demo-living-session",
  life: { seed: 11, calculations: 1, speed: 30 },
};

/** How often it is asked for news, in ms. A session on AWS is asked every 5 s, the default. */
export const demoPollInterval = 200;
