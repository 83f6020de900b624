import type { Migration } from '@lienmach/fhir-store';

/**
 * The message log. Incoming: the bytes as they came, before anything is understood. Outgoing: what has to leave, in
 * order per key. Retention: `purge-messages.ts`.
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
  {
    id: 'exchange-0003',
    sql: `
      alter table message_in
        add column channel text collate "C",
        add column patient_key text collate "C",
        add column order_key text collate "C",
        add column decoded real,
        add column mapped real,
        add column committed real,
        add column answered real;
      create index message_in_patient on message_in (patient_key, id desc) where patient_key is not null;
      create index message_in_order on message_in (order_key, id desc) where order_key is not null;
      create index message_in_control on message_in (control_id, id desc);
      create index message_in_partner on message_in (partner, received desc);
      create index message_in_channel on message_in (channel, received desc);
      alter table message_out alter column content drop not null;
      alter table message_out add column raw bytea, add column origin bigint references message_in on delete set null;
      alter table message_out add constraint message_out_something check (content is not null or raw is not null);
      create index message_out_line on message_out (channel, id) where state = 'waiting';
      create index message_out_origin on message_out (origin) where origin is not null;
    `,
  },
  {
    id: 'exchange-0004',
    sql: `
      create index message_in_received on message_in (received desc, id desc);
      drop index message_in_patient;
      drop index message_in_order;
      drop index message_in_control;
      drop index message_in_partner;
      drop index message_in_channel;
      create index message_in_patient on message_in (patient_key, received desc, id desc) where patient_key is not null;
      create index message_in_order on message_in (order_key, received desc, id desc) where order_key is not null;
      create index message_in_control on message_in (control_id, received desc, id desc);
      create index message_in_partner on message_in (partner, received desc, id desc);
      create index message_in_channel on message_in (channel, received desc, id desc);
    `,
  },
  {
    id: 'exchange-0007',
    sql: 'alter table message_in add column claimed timestamptz(3)',
  },
  {
    // the key of the group in which a message waits, whoever parks it (decision 61); escapes that jsonb refuses change their digits
    id: 'exchange-0005',
    sql: String.raw`
      alter table message_in add column park_key text collate "C";
      create function message_park_key() returns trigger language plpgsql as $$
      declare
        reason jsonb := regexp_replace(new.reason, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::jsonb;
      begin
        new.park_key := md5(coalesce(new.channel, new.partner) || chr(10)
          || coalesce(reason #>> '{issue,0,details,coding,0,code}', '') || chr(10)
          || coalesce(reason #>> '{issue,0,details,text}', ''));
        return new;
      end $$;
      create trigger message_in_park_key before insert or update of state, reason on message_in
        for each row when (new.state = 'parked') execute function message_park_key();
      update message_in set reason = reason where state = 'parked';
      create index message_in_park_key on message_in (park_key, id) where state = 'parked';
      create index message_in_parked on message_in (received desc, id desc) where state = 'parked';
      create index message_in_turned_down on message_in (received desc, id desc) where state = 'refused';
      create index message_in_channel_state on message_in (channel, state, received desc, id desc) where state in ('parked', 'refused');
      create index message_out_for_person on message_out (state desc, id)
        where state = 'refused' or (state = 'waiting' and reason is not null);
    `,
  },
  {
    id: 'exchange-0008',
    sql: `
      create table message_purge (
        at timestamptz(3) not null,
        channel text collate "C",
        incoming int not null,
        outgoing int not null
      );
      create index message_purge_latest on message_purge (at desc);
    `,
  },
  {
    // numbers alone: what was told, and is no longer in the line
    id: 'exchange-0009',
    sql: `
      create table message_told (
        channel text collate "C" not null,
        control_id text collate "C" not null,
        at timestamptz(3) not null,
        primary key (channel, control_id)
      );
      create index message_told_at on message_told (at);
    `,
  },
];
