import type { Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { FhirResource } from 'fhir/r4';
import { expandOutbox } from './expand-outbox.ts';
import type { EventHandler, JobRow, TimerHandler } from './job.ts';
import { canPass, mostAttempts, retryDelay } from './retry-delay.ts';

export interface JobQueueOptions {
  readonly sql: Sql;
  readonly now: () => Date;
  readonly events: readonly EventHandler[];
  readonly timers?: readonly TimerHandler[];
  /** told about what went wrong; never gets patient data */
  readonly report?: (line: { job: number; handler: string; attempts: number; parked: boolean; reason: string }) => void;
  /** jobs that run at the same time, each of another key; default 4 */
  readonly concurrency?: number;
}

/** a running job that has not ended by then is taken to have died with its worker */
const leaseMs = 60_000;
const pollMs = 1_000;

interface DueJob {
  readonly id: number;
  readonly handler: string;
  readonly payload: string | null;
  readonly attempts: number;
}

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

  /** Runs until `stop`; NOTIFY only wakes it up earlier than its own look every second. */
  async start(): Promise<void> {
    this.#stopListening = await this.#options.sql.listen('lienmach_outbox', () => this.#wake()).catch(() => undefined);
    this.#loop = this.#run();
  }

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

  /** A timer: `handler` runs with `payload` at `at`; the same `name` twice is one timer. */
  async later(handler: string, name: string, at: Date, payload: string): Promise<void> {
    await this.#options.sql.query({
      name: 'job_later',
      text: 'insert into job (handler, key, subject, payload, run_at) values ($1, $2, $2, $3, $4) on conflict (handler, subject) do nothing',
      values: [handler, name, payload, at.toISOString()],
    });
  }

  /** The visible queue: what waits and what is parked, oldest first. */
  async list(state: JobRow['state'], limit = 100): Promise<JobRow[]> {
    const rows = await this.#options.sql.query<Omit<JobRow, 'state' | 'reason'> & { reason: string | null }>({
      text: 'select id::int as id, handler, key, subject, attempts, run_at as "runAt", reason from job where state = $1 order by id limit $2',
      values: [state === 'parked' ? 1 : 0, limit],
    });
    return rows.map(({ reason, ...row }) => ({
      ...row,
      state,
      runAt: new Date(row.runAt).toISOString(),
      ...(reason === null ? {} : { reason }),
    }));
  }

  /** A person has mended the cause: the parked job waits again. */
  async retry(id: number): Promise<void> {
    await this.#options.sql.query({
      text: 'update job set state = 0, attempts = 0, run_at = $2, reason = null where id = $1 and state = 1',
      values: [id, this.#options.now().toISOString()],
    });
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const done = await this.#step().catch(() => 0);
      if (done === 0 && !this.#isStopping) await this.#rest();
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
    const { sql, now, events, concurrency = 4 } = this.#options;
    const expanded = await expandOutbox(sql, events, now());
    const due = await this.#claim(concurrency);
    await Promise.all(due.map((job) => this.#work(job)));
    return expanded + due.length;
  }

  #claim(limit: number): Promise<DueJob[]> {
    const now = this.#options.now();
    return this.#options.sql.query<DueJob>({
      name: 'job_claim',
      text: `update job set attempts = attempts + 1, run_at = $2 where id in (
               select id from job j where state = 0 and run_at <= $1
                 and not exists (select 1 from job e where e.state = 0 and e.key = j.key and e.id < j.id)
               order by id limit $3 for update skip locked)
             returning id::int as id, handler, payload, attempts`,
      values: [now.toISOString(), new Date(now.getTime() + leaseMs).toISOString(), limit],
    });
  }

  async #work(job: DueJob): Promise<void> {
    try {
      await this.#call(job);
      await this.#options.sql.query({ name: 'job_done', text: 'delete from job where id = $1', values: [job.id] });
    } catch (thrown) {
      await this.#fail(job, thrown);
    }
  }

  async #call(job: DueJob): Promise<void> {
    const event = this.#events.get(job.handler);
    if (event) return event.run(JSON.parse(job.payload ?? 'null') as FhirResource);
    const timer = this.#timers.get(job.handler);
    if (timer) return timer.run(job.payload ?? '');
    throw new Error(`no handler called ${job.handler}`);
  }

  async #fail(job: DueJob, thrown: unknown): Promise<void> {
    const { sql, now, report } = this.#options;
    const status = isFhirError(thrown) ? thrown.status : undefined;
    const isParked = !canPass(status) || job.attempts >= mostAttempts;
    // the full reason stays in the database, beside the record; the log gets the stable code only
    const reason = isFhirError(thrown) ? JSON.stringify(thrown.outcome) : String(thrown);
    await sql.query({
      name: 'job_fail',
      text: 'update job set state = $2, run_at = $3, reason = $4 where id = $1',
      values: [job.id, isParked ? 1 : 0, new Date(now().getTime() + retryDelay(job.attempts)).toISOString(), reason],
    });
    report?.({ job: job.id, handler: job.handler, attempts: job.attempts, parked: isParked, reason: codeOf(thrown) });
  }
}

const codeOf = (thrown: unknown): string =>
  isFhirError(thrown) ? (thrown.code ?? String(thrown.status)) : thrown instanceof Error ? thrown.name : 'unknown';
