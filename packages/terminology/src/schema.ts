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
];
