import type { Migration } from '@lienmach/fhir-store';

/**
 * The message log. Incoming: the bytes as they came, before anything is understood. Outgoing: what has to leave, in
 * order per key. Nothing is deleted here; retention is a later job.
 */
export const exchangeMigrations: readonly Migration[] = [
  {
    id: 'exchange-0001',
    sql: `
      create table message_in (
        id bigint generated always as identity primary key,
        partner text collate "C" not null,
        control_id text collate "C" not null,
        hash text collate "C" not null,
        type text collate "C",
        raw bytea not null,
        state text collate "C" not null default 'received' check (state in ('received', 'applied', 'parked', 'refused')),
        reason text,
        answer bytea,
        attempts int not null default 0,
        received timestamptz(3) not null,
        settled timestamptz(3),
        unique (partner, control_id, hash)
      );
      create index message_in_waiting on message_in (state, id) where state in ('received', 'parked');
      create table message_out (
        id bigint generated always as identity primary key,
        channel text collate "C" not null,
        key text collate "C" not null,
        control_id text collate "C" not null,
        content text not null,
        state text collate "C" not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
        attempts int not null default 0,
        reason text,
        receipt text,
        queued timestamptz(3) not null,
        due timestamptz(3) not null,
        settled timestamptz(3),
        unique (channel, control_id)
      );
      create index message_out_waiting on message_out (channel, key, id) where state = 'waiting';
    `,
  },
  {
    id: 'exchange-0002',
    sql: `
      alter table message_out drop constraint message_out_state_check;
      alter table message_out add constraint message_out_state_check check (state in ('waiting', 'sent', 'refused', 'given-up'));
      alter table message_in add column corrects bigint references message_in;
      create index message_in_latest on message_in (partner, settled desc) where state = 'applied';
      create index message_out_latest on message_out (channel, settled desc) where state = 'sent';
      create index message_out_refused on message_out (id) where state = 'refused';
    `,
  },
];
