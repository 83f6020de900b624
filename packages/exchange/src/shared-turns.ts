/** One worker for everybody who asks. */
export interface SharedTurns<Result> {
  /** Works; who asks while it works gets the answer of a turn that began after they asked. */
  run(): Promise<Result>;
  /** The same, and nobody waits. */
  wake(): void;
  /** when what is under way has ended */
  idle(): Promise<void>;
}

/** Asked again while it works it goes round once more, for all who asked meanwhile: nobody gets an answer older than the question. */
export function sharedTurns<Result>(work: () => Promise<Result>): SharedTurns<Result> {
  let running: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  const run = (): Promise<Result> => {
    if (running === undefined) {
      running = work().finally(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return run();
      });
    return next;
  };
  return {
    run,
    wake: () => void run().catch(() => undefined),
    idle: async () => {
      await next?.catch(() => undefined);
      await running?.catch(() => undefined);
    },
  };
}
