import type { Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { FhirResource } from 'fhir/r4';
import { expandOutbox } from './expand-outbox.ts';
import type { EventHandler, EventSource, JobRow, TimerHandler } from './job.ts';
import {
  addTimer,
  claimJobs,
  type DueJob,
  leaseMs,
  listJobs,
  putBack,
  removeJob,
  renewLease,
  retryJob,
} from './job-rows.ts';
import { canPass, mostAttempts, retryDelay } from './retry-delay.ts';

export interface JobQueueOptions {
  readonly sql: Sql;
  readonly now: () => Date;
  readonly events: readonly EventHandler[];
  readonly source?: EventSource;
  readonly timers?: readonly TimerHandler[];
  /** told about what went wrong; never gets patient data */
  readonly report?: (line: { job: number; handler: string; attempts: number; parked: boolean; reason: string }) => void;
  /** a whole round of work failed (the database is away, or a bug); the next round tries again */
  readonly onTrouble?: (thrown: unknown) => void;
  /** jobs that run at the same time, each of another key; default 4 */
  readonly concurrency?: number;
  /**
   * Works off handlers of this lane only; empty: those of none; absent: all. A named lane leaves handing out, and listening
   * to the bell, to the queue of none, which has to run beside it.
   */
  readonly lane?: string;
  /** told after handing out in which lanes jobs may wait, so that their queues need not wait for their own look */
  readonly onHandedOut?: (lanes: ReadonlySet<string>) => void;
  /** waited for before each round of `start`: work that gives way to people */
  readonly calm?: () => Promise<void>;
}

const pollMs = 1_000;
const renewMs = leaseMs / 3;
/** milliseconds of work for which one calm moment is enough */
const CALM_MOMENT = 250;

/**
 * Hands events of the outbox and timers to their handlers: at least once, in order per key, with back-off, and a parked list
 * that a person can retry. Any number of processes may run one queue each; rows are claimed with SKIP LOCKED.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #events: ReadonlyMap<string, EventHandler>;
  readonly #timers: ReadonlyMap<string, TimerHandler>;
  #stopListening: (() => Promise<void>) | undefined;
  #wake: () => void = () => undefined;
  #loop: Promise<void> | undefined;
  #isStopping = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#events = new Map(options.events.map((handler) => [handler.id, handler]));
    this.#timers = new Map((options.timers ?? []).map((handler) => [handler.id, handler]));
  }

  get #handsOut(): boolean {
    return this.#options.lane === undefined || this.#options.lane === '';
  }

  /** Runs until `stop`; NOTIFY only wakes it up earlier than its own look every second. */
  async start(): Promise<void> {
    if (this.#handsOut) {
      const bell = this.#options.sql.listen('lienmach_outbox', () => this.#wake());
      this.#stopListening = await bell.catch(() => undefined);
    }
    this.#loop = this.#run();
  }

  /** Takes no new work and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    await this.#loop;
    await this.#stopListening?.();
  }

  /** Works until nothing is due any more: tests, and the end of a command. */
  async settle(): Promise<void> {
    while ((await this.#step()) > 0) {
      // again: a reaction may have written, and so caused, more
    }
  }

  /** Something may wait: looks now instead of at its next turn. */
  look(): void {
    this.#wake();
  }

  /** A timer: `handler` runs with `payload` at `at`; the same `name` twice is one timer. */
  later(handler: string, name: string, at: Date, payload: string): Promise<void> {
    return addTimer(this.#options.sql, handler, name, at, payload);
  }

  /** The visible queue: what waits and what is parked, oldest first. */
  list(state: JobRow['state'], limit = 100): Promise<JobRow[]> {
    return listJobs(this.#options.sql, state, limit);
  }

  /** A person has mended the cause: the parked job waits again. */
  async retry(id: number): Promise<void> {
    await retryJob(this.#options.sql, id, this.#options.now());
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      await this.#options.calm?.();
      if (this.#isStopping) break;
      const done = await this.#turn();
      if (done === 0 && !this.#isStopping) await this.#rest();
    }
  }

  /** One round; in a calm moment as many as fit into it. @returns how much the last of them did */
  async #turn(): Promise<number> {
    const until = this.#options.calm === undefined ? 0 : performance.now() + CALM_MOMENT;
    for (;;) {
      const done = await this.#step().catch((thrown: unknown) => {
        this.#options.onTrouble?.(thrown);
        return 0;
      });
      if (done === 0 || this.#isStopping || performance.now() >= until) return done;
    }
  }

  #rest(): Promise<void> {
    return new Promise((resume) => {
      const timer = setTimeout(resume, pollMs);
      this.#wake = () => {
        clearTimeout(timer);
        resume();
      };
    });
  }

  /** @returns how much was done */
  async #step(): Promise<number> {
    const { sql, now, lane, concurrency = 4 } = this.#options;
    const expanded = this.#handsOut ? await this.#handOut() : 0;
    const due = await claimJobs(sql, now(), concurrency, lane);
    const ends = await Promise.allSettled(due.map((job) => this.#work(job)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return expanded + due.length;
  }

  async #handOut(): Promise<number> {
    const { sql, now, events, source, onHandedOut } = this.#options;
    const more = (await source?.now()) ?? [];
    const { rows, lanes } = await expandOutbox(sql, [...events, ...more], now());
    if (lanes.size > 0) onHandedOut?.(lanes);
    return rows;
  }

  /** A job that cannot even be removed or put back (the database is away) is handed out again when its lease has run out. */
  async #work(job: DueJob): Promise<void> {
    const { sql, now } = this.#options;
    const renewal = setInterval(() => renewLease(sql, job, now()).catch(() => undefined), renewMs);
    try {
      await this.#call(job);
      await removeJob(sql, job);
    } catch (thrown) {
      await this.#fail(job, thrown);
    } finally {
      clearInterval(renewal);
    }
  }

  async #call(job: DueJob): Promise<void> {
    // it was handed out as often as allowed and nobody lived to say how it ended
    if (job.attempts > this.#mostOf(job)) throw new Error('every worker that took it died');
    const event = this.#events.get(job.handler) ?? this.#options.source?.find(job.handler);
    if (event) return callEvent(event, JSON.parse(job.payload ?? 'null') as FhirResource, job.attempts);
    const timer = this.#timers.get(job.handler);
    if (timer) return timer.run(job.payload ?? '');
    throw new Error(`no handler called ${job.handler}`);
  }

  #mostOf(job: DueJob): number {
    return this.#events.get(job.handler)?.attempts ?? mostAttempts;
  }

  async #fail(job: DueJob, thrown: unknown): Promise<void> {
    const { sql, now, report } = this.#options;
    const status = isFhirError(thrown) ? thrown.status : undefined;
    const isParked = !canPass(status) || job.attempts >= this.#mostOf(job);
    // the full reason stays in the database, beside the record; the log gets the stable code only
    const reason = isFhirError(thrown) ? JSON.stringify(thrown.outcome) : String(thrown);
    const runAt = new Date(now().getTime() + retryDelay(job.attempts));
    await putBack(sql, job, { isParked, runAt, reason });
    report?.({ job: job.id, handler: job.handler, attempts: job.attempts, parked: isParked, reason: codeOf(thrown) });
  }
}

/** A merged job names its thing and no more; a whole resource is there because `about` threw, and throws again. */
const isPointed = (about: NonNullable<EventHandler['about']>, resource: FhirResource): boolean =>
  Object.keys(resource).length === 2 || about(resource) !== undefined;

/** Asked once more: a `when` that threw while events were handed out fails here, as the trouble of this one job. */
async function callEvent(handler: EventHandler, resource: FhirResource, attempt: number): Promise<void> {
  if (handler.about === undefined ? handler.when(resource) : isPointed(handler.about, resource))
    await handler.run(resource, attempt);
}

const codeOf = (thrown: unknown): string =>
  isFhirError(thrown) ? (thrown.code ?? String(thrown.status)) : thrown instanceof Error ? thrown.name : 'unknown';
