import { isFhirError } from '@lienmach/outcome';
import { type BulkJobs, LEASE_MS } from './bulk-jobs.ts';
import { errors } from './errors.ts';

/** What a job is given to work with. */
export interface JobWork {
  /** stops the work: cancelled, taken over, or the program ends */
  readonly signal: AbortSignal;
  tell(progress: string): void;
}

interface Running {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

const AT_ONCE = 2;
const RENEW_MS = LEASE_MS / 4;

/** Runs the jobs of this process, few at a time, each under a lease that others can see. */
export class JobRunner {
  readonly #jobs: BulkJobs;
  readonly #running = new Map<string, Running>();
  readonly #waiting: (() => void)[] = [];
  #free = AT_ONCE;
  #isClosed = false;

  constructor(jobs: BulkJobs) {
    this.#jobs = jobs;
  }

  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  /**
   * @param work  answers what becomes the result of the job
   * @param after  once the result is kept; what it leaves undone is for a sweep
   */
  start(id: string, work: (job: JobWork) => Promise<string>, after?: () => Promise<void>): void {
    if (this.#isClosed || this.#running.has(id)) return;
    const controller = new AbortController();
    const done = this.#run(id, controller, work, after).finally(() => this.#running.delete(id));
    this.#running.set(id, { controller, done });
  }

  /** Stops one job, if it runs here, and waits until it has. */
  async stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.controller.abort();
    await running?.done;
  }

  /** Stops everything; what was under way can be taken over at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  async #run(
    id: string,
    controller: AbortController,
    work: (job: JobWork) => Promise<string>,
    after?: () => Promise<void>,
  ): Promise<void> {
    let progress = '';
    const renewal = setInterval(async () => {
      const isOurs = await this.#jobs.renew(id, progress).catch(() => true);
      if (!isOurs) controller.abort();
    }, RENEW_MS);
    let hadTurn = false;
    try {
      hadTurn = await this.#turn(controller.signal);
      controller.signal.throwIfAborted();
      const tell = (text: string): void => {
        progress = text;
      };
      const result = await work({ signal: controller.signal, tell });
      const isDone = await this.#jobs.finish(id, 'done', result);
      if (isDone) await after?.().catch(() => undefined);
    } catch (thrown) {
      await this.#fail(id, controller.signal, thrown);
    } finally {
      clearInterval(renewal);
      this.#next(hadTurn);
    }
  }

  /** An end from outside leaves the job to the next process; the database being away does too. */
  async #fail(id: string, signal: AbortSignal, thrown: unknown): Promise<void> {
    const refusal = isFhirError(thrown) ? thrown : errors.failed();
    const isPassing = signal.aborted || refusal.status === 503;
    const told = isPassing ? this.#jobs.leave(id) : this.#jobs.finish(id, 'failed', JSON.stringify(refusal.outcome));
    await told.catch(() => false);
  }

  /** @returns false: stopped while it waited */
  #turn(signal: AbortSignal): Promise<boolean> {
    this.#free -= 1;
    if (this.#free >= 0) return Promise.resolve(true);
    return new Promise((answer) => {
      const go = () => answer(true);
      this.#waiting.push(go);
      const leave = () => {
        const place = this.#waiting.indexOf(go);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        answer(false);
      };
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #next(hadTurn: boolean): void {
    this.#free += 1;
    if (hadTurn) this.#waiting.shift()?.();
  }
}
