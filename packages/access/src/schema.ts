import type { Migration } from '@lienmach/fhir-store';
import { reachMigrations } from './reach-schema.ts';

const accounts = `
create table access_account (
  login text collate "C" primary key,
  display text not null,
  reference text not null,
  roles text[] not null,
  password text,
  disabled boolean not null default false,
  failed int not null default 0,
  locked_until timestamptz,
  created timestamptz not null default now(),
  signed_in timestamptz
);
create table access_client (
  id text collate "C" primary key,
  display text not null,
  reference text,
  roles text[] not null,
  scope text not null,
  secret bytea,
  disabled boolean not null default false,
  created timestamptz not null default now()
);
create table access_link (
  hash bytea primary key,
  login text collate "C" not null references access_account on delete cascade,
  expires timestamptz not null,
  used timestamptz
);
create table access_payload (
  model text collate "C" not null,
  id text collate "C" not null,
  payload text not null,
  grant_id text collate "C",
  uid text collate "C",
  expires timestamptz,
  consumed timestamptz,
  primary key (model, id)
);
create index on access_payload (grant_id) where grant_id is not null;
create index on access_payload (uid) where uid is not null;
create index on access_payload (expires);
create table access_revoked (
  token text collate "C" primary key,
  expires timestamptz not null
);`;

/** The hash chain over the rows of `audit` (that table is the store's): seals are only ever added. */
const seals = `
create table audit_seal (
  no bigint primary key,
  sealed_at timestamptz not null,
  from_tx xid8 not null,
  from_seq bigint not null,
  to_tx xid8 not null,
  to_seq bigint not null,
  seqs bigint[] not null,
  digests bytea not null,
  previous bytea not null,
  hash bytea not null,
  key_id text not null,
  signature bytea not null
);
create index audit_by_commit on audit (tx, seq);
create index audit_by_patient on audit using gin (patient);
create index audit_by_agent on audit (agent, at);`;

/** A row by its number: rows are written nearly in that order, so a few bytes for each range of pages are enough. */
const byNumber = 'create index audit_by_number on audit using brin (seq);';

/** One-time passwords, and a number that makes every token of before worthless when it grows. */
const desk = `
alter table access_account add column one_time_until timestamptz;
alter table access_account add column generation int not null default 0;`;

/** The log is nearly in the order of time: looking in one day must not walk through all years. */
const byTime = 'create index audit_by_time on audit using brin (at);';

/** Where the count of transactions begins: moved when a restored database counts anew. The function binds its table by itself. */
const epoch = `
create table audit_epoch (base numeric(20) not null);
insert into audit_epoch values (0);
create function audit_tx() returns xid8 language sql volatile
  begin atomic select (pg_current_xact_id()::text::numeric + base)::text::xid8 from audit_epoch; end;
alter table audit alter column tx set default audit_tx();`;

/** Second factors, tries at locks, what a sign-in waits for, and where people are signed in. */
const factors = `
create table access_factor (
  id text collate "C" primary key,
  login text collate "C" not null references access_account on delete cascade,
  kind text not null check (kind in ('totp', 'passkey')),
  label text not null,
  secret bytea,
  used_step bigint not null default 0,
  credential text collate "C" unique,
  public_key bytea,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  confirmed boolean not null default false,
  created timestamptz not null,
  used timestamptz
);
create index on access_factor (login);
create table access_recovery (
  login text collate "C" not null references access_account on delete cascade,
  hash bytea not null,
  used timestamptz,
  primary key (login, hash)
);
create table access_attempt (
  login text collate "C" not null references access_account on delete cascade,
  lock text collate "C" not null,
  failed int not null,
  tried timestamptz not null,
  locked_until timestamptz,
  primary key (login, lock)
);
create table access_device (
  hash bytea not null,
  login text collate "C" not null references access_account on delete cascade,
  used timestamptz not null,
  primary key (hash, login)
);
create table access_place (
  session text collate "C" primary key,
  login text collate "C" not null references access_account on delete cascade,
  client text not null,
  device text not null,
  address text not null,
  begun timestamptz not null,
  used timestamptz not null
);
create index on access_place (login);`;

/** Programs that people use (SMART apps), and programs that prove themselves with a key instead of a secret. */
const apps = `
alter table access_client add column redirect_uris text[] not null default '{}';
alter table access_client add column launch_uri text;
alter table access_client add column jwks text;
alter table access_client add column jwks_uri text;`;

/** Who somebody is in another house that vouches for people. */
const identities = `
create table access_identity (
  house text collate "C" not null,
  value text collate "C" not null,
  login text collate "C" not null references access_account on delete cascade,
  primary key (house, value)
);`;

/** The second id sorts after the store's `record-…`, whose table `audit` it needs. */
export const accessMigrations: readonly Migration[] = [
  { id: 'access-0001', sql: accounts },
  { id: 'access-0002', sql: desk },
  { id: 'access-0003', sql: factors },
  { id: 'access-0004', sql: apps },
  { id: 'access-0005', sql: identities },
  { id: 'seal-0001', sql: seals },
  { id: 'seal-0002', sql: byNumber },
  { id: 'seal-0003', sql: byTime },
  { id: 'seal-0004', sql: epoch },
  ...reachMigrations,
];
