/** How much of a channel is in hand at one time, and how fast it may come. */
export interface GateOptions {
  readonly inHand: number;
  readonly perMinute?: number | undefined;
}

export interface Gate {
  /** Waits for its turn, then works; whoever waits has not been read from the network yet. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
  /** is the measure full just now? */
  readonly isFull: boolean;
  readonly inHand: number;
}

/** messages of a channel that are handled at one time where nobody says how many */
export const DEFAULT_IN_HAND = 16;

/** milliseconds in which a burst may come at once: a tenth of a minute's measure, at least one message */
const BURST = 6000;

/** Who comes too fast waits; nothing is dropped, and nothing is kept but who waits. */
export function openGate({ inHand, perMinute }: GateOptions): Gate {
  const waiting: (() => void)[] = [];
  const step = perMinute === undefined ? 0 : 60_000 / perMinute;
  const burst = Math.max(BURST, step);
  let busy = 0;
  /** when the next message is due by the measure */
  let due = Number.NEGATIVE_INFINITY;

  async function turn(): Promise<void> {
    const now = performance.now();
    due = Math.max(due, now - burst) + step;
    const wait = due - now;
    if (step > 0 && wait > 0) await new Promise((done) => setTimeout(done, wait));
  }
  async function enter(): Promise<void> {
    if (busy >= inHand) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
  }
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next(); // the place goes to whoever waited longest
  }

  return {
    get isFull() {
      return busy >= inHand || due > performance.now();
    },
    get inHand() {
      return busy;
    },
    async pass(work) {
      await enter();
      try {
        if (step > 0) await turn();
        return await work();
      } finally {
        leave();
      }
    },
  };
}
