import type { Window } from './closed-loop.ts';

/** A window in figures: rates per second, milliseconds, CPU milliseconds per request. */
export interface Measurement {
  readonly requests: number;
  readonly perSecond: number;
  readonly resourcesPerSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly errors: number;
  readonly wrong: number;
  readonly cpuPerRequest: Readonly<Record<string, number>>;
  readonly samples: readonly string[];
}

/** @param share  0 to 1 */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function measurementOf(window: Window): Measurement {
  const { latencies, seconds, resources, errors, wrong, cpu, samples } = window;
  const sorted = [...latencies].sort((a, b) => a - b);
  const requests = sorted.length;
  return {
    requests,
    perSecond: requests / seconds,
    resourcesPerSecond: resources / seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    errors,
    wrong,
    samples,
    cpuPerRequest: Object.fromEntries(
      Object.entries(cpu).map(([name, used]) => [name, (1000 * used) / Math.max(1, requests)]),
    ),
  };
}
