import { codeSystems } from '@lienmach/core';
import { pulse } from './clinic-words.ts';
import { type LimitRows, limitParams, limitType } from './limit-rows.ts';

/** Tables of the limit, in a database of their own on the same server. */
export const limitTables = `
create table resource (id uuid primary key, type int2 not null, version int4 not null, at timestamptz not null, body jsonb not null);
create table history (id uuid not null, version int4 not null, at timestamptz not null, body jsonb, primary key (id, version));
create table token (type int2 not null, param int2 not null, value text not null, at timestamptz not null, id uuid not null);
create table reference (type int2 not null, param int2 not null, target uuid not null, at timestamptz not null, id uuid not null);
create table moment (type int2 not null, param int2 not null, at timestamptz not null, id uuid not null);
create table word (type int2 not null, param int2 not null, value text not null, id uuid not null);
create index on token (type, param, value, at desc, id);
create index on reference (target, type, param, at desc, id);
create index on moment (type, param, at, id);
create index on word (type, param, value text_pattern_ops, id);`;

/** One bundle, one statement, one round trip: what the ratios of writes are taken against. */
export const writeStatement = {
  name: 'limit_write',
  text: `with
    r as (insert into resource select unnest($1::uuid[]), unnest($2::int2[]), 1, unnest($3::timestamptz[]), unnest($4::text[])::jsonb),
    h as (insert into history select unnest($1::uuid[]), 1, unnest($3::timestamptz[]), unnest($4::text[])::jsonb),
    t as (insert into token select unnest($5::int2[]), unnest($6::int2[]), unnest($7::text[]), unnest($8::timestamptz[]), unnest($9::uuid[])),
    f as (insert into reference select unnest($10::int2[]), unnest($11::int2[]), unnest($12::uuid[]), unnest($13::timestamptz[]), unnest($14::uuid[])),
    m as (insert into moment select unnest($15::int2[]), unnest($16::int2[]), unnest($17::timestamptz[]), unnest($18::uuid[]))
    insert into word select unnest($19::int2[]), unnest($20::int2[]), unnest($21::text[]), unnest($22::uuid[])`,
} as const;

export const writeValues = ({ resource, token, reference, date, text }: LimitRows): unknown[] => [
  ...resource,
  ...token,
  ...reference,
  ...date,
  ...text,
];

export const readStatement = {
  name: 'limit_read',
  text: 'select body::text as body from resource where id = $1',
} as const;

const { code, identifier, patient, status } = limitParams;
const observation = limitType('Observation');

/** The searches of the mix that have an obvious statement; s5 without its include. */
export const searchStatements = {
  s2: {
    asks: 'identifier',
    name: 'limit_s2',
    text: `select r.body::text as body from token t join resource r on r.id = t.id
      where t.type = ${limitType('Patient')} and t.param = ${identifier} and t.value = $1 limit 20`,
  },
  s4: {
    asks: 'patient',
    name: 'limit_s4',
    text: `select r.body::text as body from reference f
      join token t on t.type = ${observation} and t.param = ${code} and t.value = '${codeSystems.loinc}|${pulse.code}' and t.at = f.at and t.id = f.id
      join resource r on r.id = f.id
      where f.target = $1 and f.type = ${observation} and f.param = ${patient} order by f.at desc limit 10`,
  },
  s5: {
    asks: 'patient',
    name: 'limit_s5',
    text: `select r.body::text as body from reference f join resource r on r.id = f.id
      where f.target = $1 and f.type = ${limitType('Encounter')} and f.param = ${patient} order by f.at desc limit 20`,
  },
  s6: {
    asks: 'nothing',
    name: 'limit_s6',
    text: `select r.body::text as body from token t join resource r on r.id = t.id
      where t.type = ${limitType('ServiceRequest')} and t.param = ${status} and t.value = 'active' order by t.at desc limit 20`,
  },
  s7: {
    asks: 'identifier',
    name: 'limit_s7',
    text: `select r.body::text as body from token p
      join reference f on f.target = p.id and f.type = ${observation} and f.param = ${patient}
      join resource r on r.id = f.id
      where p.type = ${limitType('Patient')} and p.param = ${identifier} and p.value = $1 limit 20`,
  },
} as const;

export type LimitSearch = keyof typeof searchStatements;
