import { listExecutors } from "athena-executors";
import type { BenchCase, Measured, Row, Run } from "../bench-case.js";
import { EndpointHost } from "../service/endpoint-host.js";
import { median, ratios } from "../statistics.js";
import { atMost, exactly, type Target } from "../targets.js";
import { sdkAdaptive, sdkStandard } from "../ways/sdk-paginator.js";
import { oneByOne, type Way } from "../ways/way.js";
import { lowerBound, type QuotaScenario, quotaScenarios } from "./quota-scenarios.js";
import { quotaTrial, type QuotaTrial, SESSIONS } from "./quota-trial.js";

/** Rounds run concurrently, each on its own endpoint, because they mostly wait. */
const ROUNDS = 3;

interface Outcome {
  readonly scenario: QuotaScenario;
  readonly ours: readonly QuotaTrial[];
  readonly standard: readonly QuotaTrial[];
  readonly adaptive: readonly QuotaTrial[];
}

export const quota: BenchCase = {
  name: "quota",
  title: "20 concurrent listings over one client, and a service with a quota",
  async run(run) {
    const host = new EndpointHost();
    try {
      run.progress("all scenarios at once, about 90 seconds");
      const ours = await outcomes(host, ourWay, run);
      // Runs after ours, because thousands of rejected calls keep this process busy and would delay our timers.
      run.progress("the SDK's paginator, about 90 more seconds");
      const [standard, adaptive] = await Promise.all([
        outcomes(host, () => sdkStandard, run),
        outcomes(host, () => sdkAdaptive, run),
      ]);
      const ofScenario = (trials: readonly QuotaTrial[][], index: number): QuotaTrial[] => trials[index] ?? [];
      return measured(
        quotaScenarios.map((scenario, index) => ({
          scenario,
          ours: ofScenario(ours, index),
          standard: ofScenario(standard, index),
          adaptive: ofScenario(adaptive, index),
        })),
      );
    } finally {
      await host.end();
    }
  },
};

/** Runs all rounds of each scenario. */
function outcomes(host: EndpointHost, wayUnder: (scenario: QuotaScenario) => Way, run: Run): Promise<QuotaTrial[][]> {
  const rounds = Array.from({ length: run.isQuick ? 1 : ROUNDS });
  return Promise.all(
    quotaScenarios.map((scenario) => Promise.all(rounds.map(() => quotaTrial(host, scenario, wayUnder(scenario))))),
  );
}

function ourWay({ throttle }: QuotaScenario): Way {
  const list = oneByOne((client, SessionId) => listExecutors({ client, throttle }, { SessionId }));
  return { name: "athena-executors", list };
}

function measured(outcomes: readonly Outcome[]): Measured {
  return {
    columns: [
      { key: "complete", title: "complete of 20", digits: 0 },
      { key: "rejected", title: "% rejected", digits: 1 },
      { key: "seconds", title: "seconds", digits: 1 },
      { key: "ratio", title: "× the lower bound", digits: 3 },
    ],
    rows: outcomes.flatMap(({ scenario, ours, standard, adaptive }) => [
      rowOf(scenario, "athena-executors", ours),
      rowOf(scenario, sdkStandard.name, standard),
      rowOf(scenario, sdkAdaptive.name, adaptive),
    ]),
    targets: outcomes.flatMap(targetsOf),
  };
}

function rowOf(scenario: QuotaScenario, way: string, trials: readonly QuotaTrial[]): Row {
  const seconds = trials.map((trial) => trial.seconds).filter(Number.isFinite);
  return {
    way: `${scenario.name}: ${way}`,
    figures: {
      complete: trials.map(({ complete }) => complete),
      rejected: trials.map(({ rejected }) => rejected),
      seconds,
      ratio: seconds.map((time) => time / leastTime(scenario)),
    },
  };
}

function targetsOf({ scenario, ours, adaptive }: Outcome): Target[] {
  const { name, targets } = scenario;
  const complete = ours.map((trial) => trial.complete);
  const rejected = ours.map((trial) => trial.rejected);
  const seconds = ours.map((trial) => trial.seconds);
  const byAdaptive = ratios(
    seconds,
    adaptive.map((trial) => trial.seconds),
  );
  const adaptiveRejected = median(adaptive.map((trial) => trial.rejected));
  return [
    exactly(`quota ${name}: complete sessions`, complete, SESSIONS),
    ...(targets === undefined
      ? []
      : [
          atMost(`quota ${name}: % rejected`, rejected, targets.rejected),
          atMost(
            `quota ${name}: × the lower bound`,
            seconds.map((time) => time / leastTime(scenario)),
            targets.ratio,
          ),
          atMost(`quota ${name}: time, × adaptive (0: adaptive did not complete)`, byAdaptive, 1),
        ]),
    atMost(`quota ${name}: % rejected, beside adaptive`, rejected, adaptiveRejected),
  ];
}

function leastTime(scenario: QuotaScenario): number {
  return lowerBound(scenario, SESSIONS * scenario.pages);
}
