import { Worker } from 'node:worker_threads';
import type { Sql } from '@lienmach/fhir-store';
import { HOUSEHOLD } from '../persons/household.ts';
import type { LoadOrder } from './load-worker.ts';

/** each makes persons and their index rows, and has connections of its own */
const WRITERS = 2;
const TOLD = 50_000;

/** One thread until it has no batch left. */
const write = (order: LoadOrder, onHomes: (homes: number) => void): Promise<void> =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: order });
    worker.on('message', onHomes).on('error', fail);
    worker.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a writer ended with ${code}`))));
  });

/**
 * Fills the record of the running program by the store's own import: batches of 256 Patients with versions, index rows and
 * audit, as when a house moves in (no reactions); validation is off, as the persons are made, not received. The database
 * keeps fsync and every setting.
 *
 * @param url  of the database
 * @returns seconds it took
 */
export async function loadPersons(url: string, seed: number, persons: number): Promise<number> {
  const homes = Math.ceil(persons / HOUSEHOLD);
  const order: LoadOrder = { url, seed, homes, next: new SharedArrayBuffer(4) };
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  let done = 0;
  let told = 0;
  const onHomes = (count: number): void => {
    done += count * HOUSEHOLD;
    if (done - told < TOLD) return;
    told = done;
    console.log(`${done} persons, ${Math.round(done / elapsed())} a second`);
  };
  await Promise.all(Array.from({ length: WRITERS }, () => write(order, onHomes)));
  return elapsed();
}

/** What the database does by itself within the next minutes, done now: dead rows, figures for the planner, dirty pages. */
export async function settle(sql: Sql): Promise<number> {
  const began = performance.now();
  await sql.script('vacuum (analyze)');
  await sql.script('checkpoint');
  return (performance.now() - began) / 1000;
}
