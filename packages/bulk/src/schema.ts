import type { Migration } from '@lienmach/fhir-store';

/**
 * Work on the record as a whole, with who asked for it. `taken` is a lease: a job whose process has died may be taken over by
 * whoever is asked for it next. Refused lines stay with their reasons until their job goes. Files that were sent for an import lie
 * in the data folder until it is done.
 */
export const bulkMigrations: readonly Migration[] = [
  {
    id: 'bulk-0001',
    sql: `
create table bulk_job (
  id text collate "C" primary key,
  kind text collate "C" not null check (kind in ('export', 'import')),
  owner text collate "C" not null,
  asked text not null,
  state text collate "C" not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled')),
  runner text collate "C",
  taken timestamptz(3),
  progress text,
  result text,
  made timestamptz(3) not null,
  expires timestamptz(3) not null
);
create index bulk_job_owner on bulk_job (owner) where state = 'running';
create index bulk_job_expires on bulk_job (expires);
create table bulk_import_file (
  job text collate "C" not null references bulk_job on delete cascade,
  file text collate "C" not null,
  bytes bigint not null default 0,
  lines bigint not null default 0,
  written bigint not null default 0,
  unchanged bigint not null default 0,
  refused bigint not null default 0,
  primary key (job, file)
);
create table bulk_refused_line (
  job text collate "C" not null references bulk_job on delete cascade,
  file text collate "C" not null,
  line bigint not null,
  outcome text not null,
  content text not null,
  primary key (job, file, line)
);
`,
  },
  {
    id: 'bulk-0002',
    sql: `
create table bulk_upload (
  id text collate "C" primary key,
  owner text collate "C" not null,
  bytes bigint not null,
  made timestamptz(3) not null,
  expires timestamptz(3) not null
);
create index bulk_upload_owner on bulk_upload (owner);
create index bulk_upload_expires on bulk_upload (expires);
`,
  },
];
