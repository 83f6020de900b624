import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Upper bounds in seconds. */
const BOUNDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

interface Line {
  count: number;
  seconds: number;
  readonly buckets: number[];
}

/** Counters in the text format of Prometheus. Routes are counted by their pattern: no id ever becomes a label. */
export class Metrics {
  readonly #lines = new Map<string, Line>();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#delay.enable();
  }

  count(method: string, route: string, status: number, seconds: number): void {
    const key = `method="${method}",route="${route}",status="${status}"`;
    let line = this.#lines.get(key);
    if (line === undefined) {
      line = { count: 0, seconds: 0, buckets: BOUNDS.map(() => 0) };
      this.#lines.set(key, line);
    }
    line.count += 1;
    line.seconds += seconds;
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) line.buckets[bucket] = (line.buckets[bucket] ?? 0) + 1;
  }

  text(): string {
    const lines = ['# TYPE http_request_duration_seconds histogram'];
    for (const [labels, { count, seconds, buckets }] of this.#lines) {
      let sum = 0;
      for (const [index, bound] of BOUNDS.entries()) {
        sum += buckets[index] ?? 0;
        lines.push(`http_request_duration_seconds_bucket{${labels},le="${bound}"} ${sum}`);
      }
      lines.push(`http_request_duration_seconds_bucket{${labels},le="+Inf"} ${count}`);
      lines.push(`http_request_duration_seconds_sum{${labels}} ${seconds.toFixed(6)}`);
      lines.push(`http_request_duration_seconds_count{${labels}} ${count}`);
    }
    lines.push('# TYPE process_resident_memory_bytes gauge');
    lines.push(`process_resident_memory_bytes ${process.memoryUsage.rss()}`);
    lines.push('# TYPE event_loop_delay_p99_seconds gauge');
    lines.push(`event_loop_delay_p99_seconds ${(this.#delay.percentile(99) / 1e9).toFixed(6)}`);
    return `${lines.join('\n')}\n`;
  }

  close(): void {
    this.#delay.disable();
  }
}
