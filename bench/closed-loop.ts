import { setTimeout as sleep } from 'node:timers/promises';

/** What one request brought. `wrong` says what was wrong with an answer that came. */
export interface StepResult {
  readonly resources: number;
  readonly wrong?: string | undefined;
}

/** One request; it throws when it was refused or broken. `undefined`: there is nothing left to do. */
export type Step = (turn: number) => Promise<StepResult | undefined>;

/** CPU seconds so far, by name of the process. */
export type Meters = () => Readonly<Record<string, number>>;

export interface Window {
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly resources: number;
  readonly errors: number;
  readonly wrong: number;
  /** one example of each kind of failure */
  readonly samples: readonly string[];
  /** CPU seconds used within the window */
  readonly cpu: Readonly<Record<string, number>>;
}

export interface LoopOptions {
  readonly concurrency: number;
  readonly warmup: number;
  readonly seconds: number;
  readonly meters: Meters;
}

/** Counts what completes while it is open. */
class Tally {
  readonly latencies: number[] = [];
  readonly samples = new Set<string>();
  resources = 0;
  errors = 0;
  wrong = 0;
  isOpen = false;

  completed(milliseconds: number, result: StepResult): void {
    if (!this.isOpen) return;
    this.latencies.push(milliseconds);
    this.resources += result.resources;
    if (result.wrong === undefined) return;
    this.wrong += 1;
    this.note(result.wrong);
  }

  failed(thrown: unknown): void {
    if (!this.isOpen) return;
    this.errors += 1;
    this.note(thrown instanceof Error ? thrown.message : String(thrown));
  }

  note(text: string): void {
    if (this.samples.size < 5) this.samples.add(text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '(id)').slice(0, 240));
  }
}

const differences = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));

/** a window that ends early must not keep the process waiting for its timer */
const unreferenced = { ref: false };

/**
 * Keeps `concurrency` requests in flight and counts what completes inside the window, whenever it was sent. CPU is read at
 * the edges of the window.
 */
export async function closedLoop(step: Step, { concurrency, warmup, seconds, meters }: LoopOptions): Promise<Window> {
  const tally = new Tally();
  let isStopping = false;
  let turn = 0;
  const client = async (): Promise<void> => {
    while (!isStopping) {
      const sent = performance.now();
      try {
        const result = await step(turn++);
        if (result === undefined) return;
        tally.completed(performance.now() - sent, result);
      } catch (thrown) {
        tally.failed(thrown);
        await sleep(1); // a client that is being closed refuses at once: let everything else run
      }
    }
  };
  const clients = Promise.all(Array.from({ length: concurrency }, client));
  await Promise.race([sleep(warmup * 1000, undefined, unreferenced), clients]);
  const [before, opened] = [meters(), performance.now()];
  tally.isOpen = true;
  await Promise.race([sleep(seconds * 1000, undefined, unreferenced), clients]);
  tally.isOpen = false;
  const [lasted, after] = [(performance.now() - opened) / 1000, meters()];
  isStopping = true;
  await clients;
  const { latencies, resources, errors, wrong, samples } = tally;
  return {
    seconds: lasted,
    latencies,
    resources,
    errors,
    wrong,
    samples: [...samples],
    cpu: differences(before, after),
  };
}

/** Several windows of one side as one. */
export function joined(windows: readonly Window[]): Window {
  const sum = (of: (window: Window) => number): number => windows.reduce((total, window) => total + of(window), 0);
  const names = new Set(windows.flatMap(({ cpu }) => Object.keys(cpu)));
  return {
    seconds: sum(({ seconds }) => seconds),
    latencies: windows.flatMap(({ latencies }) => latencies),
    resources: sum(({ resources }) => resources),
    errors: sum(({ errors }) => errors),
    wrong: sum(({ wrong }) => wrong),
    samples: [...new Set(windows.flatMap(({ samples }) => samples))],
    cpu: Object.fromEntries([...names].map((name) => [name, sum(({ cpu }) => cpu[name] ?? 0)])),
  };
}
