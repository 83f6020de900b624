import { identifierSystems } from '@lienmach/core';
import pg from 'pg';
import { BenchState } from './bench-state.ts';
import { pulse } from './clinic-words.ts';
import type { Step } from './closed-loop.ts';
import { visitStart } from './generate-visits.ts';
import { type LimitRows, limitType, rowsOf, rowsOfOne, timeOrderedId } from './limit-rows.ts';
import { type LimitSearch, limitTables, searchStatements, writeStatement, writeValues } from './limit-statements.ts';
import { vitalSign } from './observations.ts';
import { personOf } from './people.ts';
import type { Storage } from './record-database.ts';

/** The same visits by hand-written SQL on the same PostgreSQL: no HTTP, no checks. No correct server reaches it. */
export interface Limit {
  readonly databaseUrl: string;
  /** of observations, for reads by id */
  readonly ids: readonly string[];
  load(resources: number): Promise<void>;
  /** Rows are made before the window, so that only PostgreSQL and its driver are measured. */
  visits(prepared: number): Step;
  observations(prepared: number): Step;
  search(name: LimitSearch): Step;
  storage(): Promise<Storage>;
  close(): Promise<void>;
}

interface Prepared {
  readonly rows: LimitRows;
  readonly newcomer: number | undefined;
}

/** Writes what was prepared, one after the other; `undefined` when nothing is left. */
function writer(pool: pg.Pool, state: BenchState, ids: string[], prepared: (Prepared | undefined)[]): Step {
  let next = 0;
  return async () => {
    const place = next++;
    const one = prepared[place];
    if (one === undefined) return undefined;
    prepared[place] = undefined;
    await pool.query({ ...writeStatement, values: writeValues(one.rows) });
    remember(state, ids, one);
    return { resources: one.rows.resource[0].length };
  };
}

const observation = limitType('Observation');

function remember(state: BenchState, ids: string[], { rows, newcomer }: Prepared): void {
  const [written, types] = rows.resource;
  state.resources += written.length;
  if (ids.length < 50_000) ids.push(...written.filter((_, place) => types[place] === observation));
  const [patient, coverage] = written;
  if (newcomer !== undefined && patient && coverage)
    state.patients.push({ number: newcomer, patient: `Patient/${patient}`, coverage: `Coverage/${coverage}` });
}

function prepareVisit(state: BenchState): Prepared {
  const { bundle, newcomer } = state.nextVisit();
  return { rows: rowsOf(bundle), newcomer };
}

function prepareObservation({ random, patients, doctors }: BenchState): Prepared {
  const occasion = {
    subject: { reference: random.pick(patients).patient },
    performer: { reference: random.pick(doctors) },
    at: new Date(visitStart(random)).toISOString(),
  };
  return { rows: rowsOfOne(vitalSign(random, occasion, pulse)), newcomer: undefined };
}

async function searchLimit(pool: pg.Pool, state: BenchState, name: LimitSearch) {
  const { asks, ...statement } = searchStatements[name];
  const { number, patient } = state.random.pick(state.patients);
  const values = {
    identifier: [`${identifierSystems.personalNumber}|${personOf(state.seed, number).personalNumber}`],
    patient: [patient.slice('Patient/'.length)],
    nothing: [],
  };
  const { rows } = await pool.query({ ...statement, values: values[asks] });
  return { resources: rows.length, wrong: rows.length > 0 ? undefined : `${name}: empty` };
}

/** @param serverUrl  any database of the server; a new one is made beside it */
export async function openLimit(serverUrl: string, seed: number, connections: number): Promise<Limit> {
  const databaseUrl = new URL(serverUrl);
  const admin = new pg.Client(serverUrl);
  await admin.connect();
  await admin.query('create database bench_limit');
  await admin.end();
  databaseUrl.pathname = '/bench_limit';
  const pool = new pg.Pool({ connectionString: databaseUrl.href, max: connections });
  pool.on('error', () => undefined);
  await pool.query(limitTables);
  const state = new BenchState(seed);
  const ids: string[] = [];
  state.clinic = `Organization/${timeOrderedId()}`;
  state.doctors.push(...Array.from({ length: 20 }, () => `Practitioner/${timeOrderedId()}`));
  const prepare = (count: number, make: (state: BenchState) => Prepared): Step =>
    writer(
      pool,
      state,
      ids,
      Array.from({ length: count }, () => make(state)),
    );
  return {
    databaseUrl: databaseUrl.href,
    ids,
    async load(resources) {
      while (state.resources < resources) await prepare(1, prepareVisit)(0);
      await pool.query('analyze');
    },
    visits: (count) => prepare(count, prepareVisit),
    observations: (count) => prepare(count, prepareObservation),
    search: (name) => () => searchLimit(pool, state, name),
    async storage() {
      const { rows } = await pool.query<Storage>(`select
        (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace)::float8 as bytes,
        (select count(*) from resource)::float8 as resources,
        ((select count(*) from token) + (select count(*) from reference) + (select count(*) from moment)
          + (select count(*) from word))::float8 as "indexRows"`);
      return rows[0] ?? { bytes: 0, resources: 0, indexRows: 0 };
    },
    close: () => pool.end(),
  };
}
