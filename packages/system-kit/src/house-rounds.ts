/** One round of a room, as the house runs it. */
export interface HouseRound {
  /** `<room>/<round>` */
  readonly id: string;
  readonly everyMinutes: number;
  readonly run: () => Promise<void>;
}

export interface RoundsOptions {
  readonly rounds: readonly HouseRound[];
  readonly now: () => Date;
  /** a round failed; its next turn tries again */
  readonly onTrouble: (round: string, thrown: unknown) => void;
}

export interface Rounds {
  /** Looks at the clock; while a look is under way a second one is the same. */
  look(): Promise<void>;
  /** Begins no other round and waits for the one under way. */
  stop(): Promise<void>;
}

/** Runs the rounds whose turn it is, one after the other: all of them the first time, then each at its pace. */
export function openRounds({ rounds, now, onTrouble }: RoundsOptions): Rounds {
  const last = new Map<string, number>();
  const isDue = ({ id, everyMinutes }: HouseRound, at: number): boolean => {
    const before = last.get(id);
    return before === undefined || at - before >= everyMinutes * 60_000;
  };
  let isStopping = false;
  let underWay: Promise<void> | undefined;
  const turn = async (): Promise<void> => {
    for (const round of rounds) {
      const at = now().getTime();
      if (isStopping || !isDue(round, at)) continue;
      last.set(round.id, at);
      await round.run().catch((thrown: unknown) => onTrouble(round.id, thrown));
    }
  };
  return {
    look() {
      underWay ??= turn().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    async stop() {
      isStopping = true;
      await underWay;
    },
  };
}
