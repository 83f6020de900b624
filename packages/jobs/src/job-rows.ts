import type { Sql } from '@lienmach/fhir-store';
import type { JobRow } from './job.ts';

/** a running job whose lease was not renewed for so long is taken to have died with its worker */
export const leaseMs = 60_000;

/** One job in the hands of a worker; `attempts` is also the number of this hand-out: a later one has a higher number. */
export interface DueJob {
  readonly id: number;
  readonly handler: string;
  readonly payload: string | null;
  readonly attempts: number;
}

const leaseFrom = (now: Date): string => new Date(now.getTime() + leaseMs).toISOString();

/** The oldest waiting job of each key, where it is due; nobody else gets it while its lease runs. @param lane  absent: of all */
export const claimJobs = (sql: Sql, now: Date, limit: number, lane?: string): Promise<DueJob[]> =>
  sql.query<DueJob>({
    name: lane === undefined ? 'job_claim' : 'job_claim_lane',
    text: `update job set attempts = attempts + 1, run_at = $2 where id in (
             select id from job j where state = 0 and run_at <= $1
               ${lane === undefined ? '' : 'and lane = $4'}
               and not exists (select 1 from job e where e.state = 0 and e.key = j.key and e.id < j.id)
             order by id limit $3 for update skip locked)
           returning id, handler, payload, attempts`,
    values: [now.toISOString(), leaseFrom(now), limit, ...(lane === undefined ? [] : [lane])],
  });

/** Still at work: the lease begins anew, unless somebody else has the job by now. */
export async function renewLease(sql: Sql, { id, attempts }: DueJob, now: Date): Promise<void> {
  await sql.query({
    name: 'job_renew',
    text: 'update job set run_at = $3 where id = $1 and attempts = $2 and state = 0',
    values: [id, attempts, leaseFrom(now)],
  });
}

/** Done; a job that was given back to the queue meanwhile stays: what joined it has not been looked at. */
export async function removeJob(sql: Sql, { id, attempts }: DueJob): Promise<void> {
  await sql.query({
    name: 'job_done',
    text: 'delete from job where id = $1 and attempts = $2',
    values: [id, attempts],
  });
}

/** Jobs of lanes that no room of this house works any more go to the queue of none, which parks them where a person sees them. */
export async function homeStrayJobs(sql: Sql, lanes: readonly string[]): Promise<void> {
  await sql.query({
    text: `update job set lane = '' where state = 0 and lane <> all($1::text[])`,
    values: [lanes],
  });
}

/** Waits again until `runAt`, or for a person; a worker that lost the job meanwhile changes nothing. */
export async function putBack(
  sql: Sql,
  { id, attempts }: DueJob,
  { isParked, runAt, reason }: { isParked: boolean; runAt: Date; reason: string },
): Promise<void> {
  await sql.query({
    name: 'job_fail',
    text: 'update job set state = $3, run_at = $4, reason = $5 where id = $1 and attempts = $2 and state = 0',
    values: [id, attempts, isParked ? 1 : 0, runAt.toISOString(), reason],
  });
}

export async function addTimer(sql: Sql, handler: string, name: string, at: Date, payload: string): Promise<void> {
  await sql.query({
    name: 'job_later',
    text: 'insert into job (handler, key, subject, payload, run_at) values ($1, $2, $2, $3, $4) on conflict (handler, subject) do nothing',
    values: [handler, name, payload, at.toISOString()],
  });
}

/** oldest first */
export async function listJobs(sql: Sql, state: JobRow['state'], limit: number): Promise<JobRow[]> {
  const rows = await sql.query<Omit<JobRow, 'state' | 'reason'> & { reason: string | null }>({
    text: 'select id, handler, key, subject, attempts, run_at as "runAt", reason from job where state = $1 order by id limit $2',
    values: [state === 'parked' ? 1 : 0, limit],
  });
  return rows.map(({ reason, ...row }) => ({
    ...row,
    state,
    runAt: new Date(row.runAt).toISOString(),
    ...(reason === null ? {} : { reason }),
  }));
}

/** @returns false: no such job waits for a person or for its next turn */
export async function retryJob(sql: Sql, id: number, now: Date): Promise<boolean> {
  const done = await sql.query({
    text: `update job set state = 0, attempts = 0, run_at = $2, reason = null
           where id = $1 and (state = 1 or (state = 0 and reason is not null)) returning id`,
    values: [id, now.toISOString()],
  });
  return done.length > 0;
}

/** Given up by a person: the row stays, so that the event is not handed out again. @returns false: no such job */
export async function cancelJob(sql: Sql, id: number, reason: string): Promise<boolean> {
  const done = await sql.query({
    text: `update job set state = 2, reason = $2
           where id = $1 and (state = 1 or (state = 0 and reason is not null)) returning id`,
    values: [id, reason],
  });
  return done.length > 0;
}
