import type { BenchCase } from "../bench-case.js";
import { cpu } from "./cpu.js";
import { importTime } from "./import-time.js";
import { million } from "./million.js";
import { quota } from "./quota.js";
import { sharedQuota } from "./shared-quota.js";
import { wallClockBusy, wallClockIdle } from "./wall-clock.js";

/** All cases of the bench, in the order in which they run. */
export const cases: readonly BenchCase[] = [importTime, cpu, million, wallClockBusy, wallClockIdle, quota, sharedQuota];
