import type { Migration } from '@lienmach/fhir-store';

/**
 * Concepts as they stood on a day: one row per code and first day of validity; an old row stays for old visits.
 * A `catalog_load` is one import with its source; its number tells every process when to read the words again.
 */
export const terminologyMigrations: readonly Migration[] = [
  {
    id: 'terminology-0001',
    sql: `
create table catalog_load (
  id bigint generated always as identity primary key,
  system text collate "C" not null,
  version text not null,
  source text not null,
  loaded_at timestamptz not null,
  loaded int not null default 0,
  refused int not null default 0
);
create index catalog_load_system on catalog_load (system, id desc);
create table concept (
  system text collate "C" not null,
  code text collate "C" not null,
  valid_from date not null,
  valid_to date,
  display text not null,
  properties text not null,
  load bigint not null references catalog_load,
  primary key (system, code, valid_from)
);
create table concept_map (
  map text collate "C" not null,
  system text collate "C" not null,
  code text collate "C" not null,
  target_system text collate "C" not null,
  target_code text collate "C" not null,
  target_display text,
  equivalence text not null,
  valid_from date not null,
  valid_to date,
  primary key (map, system, code, target_system, target_code, valid_from)
);
`,
  },
  {
    // a file that was read and not yet decided on; what it would change is seen before it does
    id: 'terminology-0002',
    sql: `
alter table catalog_load add column name text;
alter table catalog_load add column effective date;
alter table catalog_load add column ended int not null default 0;
create table catalog_draft (
  id bigint generated always as identity primary key,
  system text collate "C" not null,
  name text not null,
  holds text,
  version text not null,
  source text not null,
  effective date not null,
  made_by text not null,
  made_at timestamptz not null,
  base bigint not null,
  refused text not null default '[]'
);
create table concept_draft (
  draft bigint not null references catalog_draft on delete cascade,
  code text collate "C" not null,
  valid_from date not null,
  valid_to date,
  display text not null,
  properties text not null,
  primary key (draft, code, valid_from)
);
`,
  },
  {
    // codes that programs keep a closure table of
    id: 'terminology-0003',
    sql: `
create table closure_table (
  owner text collate "C" not null,
  name text collate "C" not null,
  version int not null,
  begun_at timestamptz not null,
  primary key (owner, name)
);
create table closure_code (
  owner text collate "C" not null,
  name text collate "C" not null,
  system text collate "C" not null,
  code text collate "C" not null,
  since int not null,
  primary key (owner, name, system, code),
  foreign key (owner, name) references closure_table on delete cascade
);
`,
  },
];
