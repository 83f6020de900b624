import type { Sql } from '@lienmach/fhir-store';
import type { JobRow } from './job.ts';
import { cancelJob, listJobs, retryJob } from './job-rows.ts';

/** Reactions that failed, as a person looks after them. */
export interface JobDesk {
  /** those that wait for a person, then those that failed and will be tried again by themselves; oldest first */
  troubled(limit?: number): Promise<JobRow[]>;
  /** how many wait for their turn, failed or not */
  waiting(): Promise<number>;
  /** @returns false: no such job is in trouble */
  retry(id: number): Promise<boolean>;
  /** @returns false: no such job is in trouble */
  cancel(id: number, reason: string): Promise<boolean>;
}

export function openJobDesk(sql: Sql, now: () => Date): JobDesk {
  return {
    async troubled(limit = 200) {
      const parked = await listJobs(sql, 'parked', limit);
      const waiting = await listJobs(sql, 'waiting', 1000);
      return [...parked, ...waiting.filter(({ reason }) => reason !== undefined)].slice(0, limit);
    },
    async waiting() {
      const text = 'select count(*)::int as count from job where state = 0';
      const [found] = await sql.query<{ count: number }>({ text });
      return found?.count ?? 0;
    },
    retry: (id) => retryJob(sql, id, now()),
    cancel: (id, reason) => cancelJob(sql, id, reason),
  };
}
