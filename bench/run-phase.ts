import { closedLoop, joined, type Meters, type Window } from './closed-loop.ts';
import { type Measurement, measurementOf } from './measurement.ts';
import type { BenchOptions } from './options.ts';
import type { Phase } from './phases.ts';

export interface PhaseResult {
  readonly phase: Phase;
  readonly record: Measurement;
  readonly limit?: Measurement;
  /** MB of the server after the last window */
  readonly resident: number;
}

export interface PhaseTools {
  readonly options: Pick<BenchOptions, 'concurrency' | 'rounds' | 'seconds' | 'warmup'>;
  readonly recordMeters: Meters;
  readonly limitMeters: Meters;
  readonly resident: () => number;
  /** resolves when the record's own work after writes (reactions) has been done, so that it never disturbs the other side */
  readonly untilQuiet: () => Promise<void>;
}

/** The two sides take turns (record, limit, record, limit …), so that a machine that gets slower is slow for both. */
export async function runPhase(phase: Phase, tools: PhaseTools): Promise<PhaseResult> {
  const { options, recordMeters, limitMeters } = tools;
  const { concurrency, rounds } = options;
  const seconds = (options.seconds * (phase.share ?? 1)) / rounds;
  const [record, limit]: [Window[], Window[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const warmup = round === 0 ? options.warmup : Math.min(options.warmup, 0.5);
    const step = phase.record(warmup + seconds);
    await tools.untilQuiet();
    record.push(await closedLoop(step, { concurrency, warmup, seconds, meters: recordMeters }));
    if (phase.limit === undefined) continue;
    await tools.untilQuiet();
    const other = phase.limit.step(warmup + seconds);
    limit.push(await closedLoop(other, { concurrency, warmup, seconds, meters: limitMeters }));
  }
  return {
    phase,
    record: measurementOf(joined(record)),
    resident: tools.resident(),
    ...(limit.length === 0 ? {} : { limit: measurementOf(joined(limit)) }),
  };
}
