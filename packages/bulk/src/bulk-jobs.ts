import type { Caller, Sql } from '@lienmach/fhir-store';
import { FhirError } from '@lienmach/outcome';
import type { OperationOutcome } from 'fhir/r4';
import { errors } from './errors.ts';

export type JobKind = 'export' | 'import';

/** A job as its row says. */
export interface BulkJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly asked: string;
  readonly progress: string | null;
  readonly result: string | null;
  readonly expires: Date;
  /** nobody works on it any more */
  readonly isLeft: boolean;
}

/** One client of one person: a job is nobody else's business. */
export const ownerOf = ({ agent }: Caller): string => `${agent.client} ${agent.who}`;

/** What a job that has ended answered. @throws bulk.cancelled; the refusal that ended a failed one, as it was said then */
export function resultOf<Result>({ state, result }: BulkJob): Result {
  if (state === 'cancelled') throw errors.cancelled();
  if (state === 'failed') throw failureOf(result);
  return JSON.parse(result ?? '{}') as Result;
}

function failureOf(result: string | null): FhirError {
  const { issue } = JSON.parse(result ?? '{"issue":[]}') as OperationOutcome;
  return issue.length === 0 ? errors.failed() : new FhirError(issue);
}

/** a running job whose lease was not renewed for so long is taken to have died with its process */
export const LEASE_MS = 60_000;
const MOST_RUNNING = 5;

/** Rows of jobs; who asked for a job is the only one who finds it. */
export class BulkJobs {
  readonly #sql: Sql;
  readonly #now: () => Date;
  readonly #runner: string;

  constructor(sql: Sql, now: () => Date, runner: string) {
    this.#sql = sql;
    this.#now = now;
    this.#runner = runner;
  }

  /** @throws bulk.tooMany */
  async add(job: { id: string; kind: JobKind; owner: string; asked: string }, expires: Date): Promise<void> {
    const added = await this.#sql.query({
      text: `insert into bulk_job (id, kind, owner, asked, runner, taken, made, expires)
             select $1, $2, $3, $4, $5, $6::timestamptz, $6::timestamptz, $7::timestamptz
             where (select count(*) from bulk_job where owner = $3 and state = 'running') < $8::int returning id`,
      values: [
        job.id,
        job.kind,
        job.owner,
        job.asked,
        this.#runner,
        this.#instant(),
        expires.toISOString(),
        MOST_RUNNING,
      ],
    });
    if (added.length === 0) throw errors.tooMany({ limit: MOST_RUNNING });
  }

  /** @throws bulk.unknownJob */
  async find(kind: JobKind, owner: string, id: string): Promise<BulkJob> {
    const [job] = await this.#sql.query<BulkJob>({
      name: 'bulk_find',
      text: `select id, kind, state, asked, progress, result, expires, taken < $4::timestamptz as "isLeft"
             from bulk_job where id = $1 and kind = $2 and owner = $3 and expires > $5::timestamptz`,
      values: [id, kind, owner, this.#instant(-LEASE_MS), this.#instant()],
    });
    if (!job) throw errors.unknownJob();
    return { ...job, expires: new Date(job.expires) };
  }

  /** @returns false: somebody else was faster */
  takeOver(id: string): Promise<boolean> {
    return this.#changes(
      `update bulk_job set runner = $2, taken = $3::timestamptz where id = $1 and state = 'running' and taken < $4::timestamptz`,
      [id, this.#runner, this.#instant(), this.#instant(-LEASE_MS)],
    );
  }

  /** @returns false: it was cancelled, or is in other hands by now */
  renew(id: string, progress: string): Promise<boolean> {
    return this.#changes(
      `update bulk_job set taken = $3::timestamptz, progress = $4 where id = $1 and runner = $2 and state = 'running'`,
      [id, this.#runner, this.#instant(), progress],
    );
  }

  finish(id: string, state: 'done' | 'failed', result: string): Promise<boolean> {
    return this.#changes(
      `update bulk_job set state = $3, result = $4 where id = $1 and runner = $2 and state = 'running'`,
      [id, this.#runner, state, result],
    );
  }

  /** Left by a process that ends in order: the next one that is asked takes it at once. */
  leave(id: string): Promise<boolean> {
    return this.#changes(
      `update bulk_job set taken = to_timestamp(0) where id = $1 and runner = $2 and state = 'running'`,
      [id, this.#runner],
    );
  }

  cancel(id: string): Promise<boolean> {
    return this.#changes(`update bulk_job set state = 'cancelled', expires = $2::timestamptz where id = $1`, [
      id,
      this.#instant(LEASE_MS),
    ]);
  }

  /** Removes what has expired and is not being worked on. @returns ids, for their files */
  async sweep(): Promise<string[]> {
    const gone = await this.#sql.query<{ id: string }>({
      text: `delete from bulk_job where expires < $1::timestamptz and (state <> 'running' or taken < $2::timestamptz) returning id`,
      values: [this.#instant(), this.#instant(-LEASE_MS)],
    });
    return gone.map(({ id }) => id);
  }

  async #changes(text: string, values: readonly unknown[]): Promise<boolean> {
    return (await this.#sql.query({ text: `${text} returning id`, values })).length > 0;
  }

  #instant(later = 0): string {
    return new Date(this.#now().getTime() + later).toISOString();
  }
}
