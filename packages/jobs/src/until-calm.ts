import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface CalmOptions {
  /** share of the time in which this process was at work; above it somebody is being served */
  readonly busy?: number;
  /** milliseconds of one look */
  readonly look?: number;
  /** milliseconds after which it is done all the same: a busy day has no end of its own */
  readonly longest?: number;
}

/** Resolves at a quiet moment of this process, or when it has waited long enough. */
export async function untilCalm({ busy = 0.5, look = 50, longest = 2000 }: CalmOptions = {}): Promise<void> {
  const began = performance.now();
  do {
    const before = performance.eventLoopUtilization();
    await sleep(look);
    if (performance.eventLoopUtilization(before).utilization < busy) return;
  } while (performance.now() - began < longest);
}
