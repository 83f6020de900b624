import type { Migration } from '@lienmach/fhir-store';

/**
 * `outbox` belongs to the record: one row per transaction. Here it learns whether its events have been handed out, and
 * every hand-out is a `job`: one reaction to one resource version, kept until it has succeeded or been parked.
 */
export const jobsMigrations: readonly Migration[] = [
  {
    id: 'jobs-0001',
    sql: `
alter table outbox add column if not exists expanded boolean not null default false;
create index outbox_waiting on outbox (seq) where not expanded;
create table job (
  id bigint generated always as identity primary key,
  handler text collate "C" not null,
  key text collate "C" not null,
  subject text collate "C" not null,
  payload text,
  state smallint not null default 0,
  attempts int not null default 0,
  run_at timestamptz not null,
  reason text,
  unique (handler, subject)
);
create index job_key on job (key, id) where state = 0;
create index job_due on job (run_at, id) where state = 0;
create index job_parked on job (id) where state = 1;
`,
  },
  {
    // a lane that may wait long must not lie in the way of the others
    id: 'jobs-0002',
    sql: `
alter table job add column lane text collate "C" not null default '';
create index job_lane on job (lane, id) where state = 0;
`,
  },
];
