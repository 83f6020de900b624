import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface CalmOptions {
  /** share of the time in which this process was at work; above it somebody is being served */
  readonly busy?: number;
  /** milliseconds of one look */
  readonly look?: number;
  /** looks in a row that have to be quiet: beside a database and programs that ask, a busy process rests now and then */
  readonly looks?: number;
  /** milliseconds after which it is done all the same: a busy day has no end of its own */
  readonly longest?: number;
}

/** Resolves at a quiet moment of this process, or when it has waited long enough. */
export async function untilCalm({ busy = 0.3, look = 40, looks = 3, longest = 2000 }: CalmOptions = {}): Promise<void> {
  const began = performance.now();
  let quiet = 0;
  while (quiet < looks && performance.now() - began < longest) {
    const before = performance.eventLoopUtilization();
    await sleep(look);
    quiet = performance.eventLoopUtilization(before).utilization < busy ? quiet + 1 : 0;
  }
}
