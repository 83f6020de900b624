/**
 * Worklists of ten thousand rows: first page, next page, each filter and typed search over HTTP, and from a key to rows on
 * the screen. `--quick` for a look, `--rows`, `--times`, `--no-browser`, `--report name` to keep it.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { type House, openHouse } from '../stories/web/open-house.ts';
import { openClient } from './client-token.ts';
import { type FhirClient, openFhirClient } from './fhir-client.ts';
import { settle } from './match/load-persons.ts';
import { measureAndReport } from './measure-and-report.ts';
import type { ToClose } from './record-side.ts';
import { ask } from './worklists/ask.ts';
import { inBrowser } from './worklists/in-browser.ts';
import { loadWork } from './worklists/load-work.ts';
import { fillMessages } from './worklists/message-rows.ts';
import { questions } from './worklists/questions.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    rows: { type: 'string' },
    times: { type: 'string' },
    report: { type: 'string' },
    'no-browser': { type: 'boolean' },
    /** keeps the record up until Ctrl+C, for a look with EXPLAIN */
    hold: { type: 'boolean' },
  },
});
const rows = Number(values.rows ?? (values.quick === true ? 400 : 10_000));
const times = Number(values.times ?? (values.quick === true ? 5 : 30));
const BUDGET = 300;

const verdict = (p95: number): string => (p95 < BUDGET ? 'held' : 'SHORT');

async function clientOf(sql: Sql, { demo }: House, role: string, toClose: ToClose): Promise<FhirClient> {
  const client = openFhirClient(demo.url, 2);
  toClose.push(() => client.close());
  client.useToken(await (await openClient(sql, demo.url, { id: `bench-${role}`, role }))());
  return client;
}

async function overHttp(sql: Sql, house: House, toClose: ToClose): Promise<string> {
  const clients = {
    'lab-doctor': await clientOf(sql, house, 'lab-doctor', toClose),
    integrator: await clientOf(sql, house, 'integrator', toClose),
  };
  const lines = [
    '| list | question | p50 ms | p95 ms | most ms | kB | under 300 ms |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const question of questions) {
    const { p50, p95, most, kilobytes } = await ask(clients[question.role], question, times);
    const figures = [p50, p95, most, kilobytes].map((one) => one.toFixed(0)).join(' | ');
    lines.push(`| ${question.list} | ${question.name} | ${figures} | ${verdict(p95)} |`);
    console.log(lines.at(-1));
  }
  return lines.join('\n');
}

async function onScreen(house: House): Promise<string> {
  const head = ['| list | key | p50 ms | p95 ms | most ms | under 300 ms |', '|---|---|---|---|---|---|'];
  const painted = await inBrowser(house, values.quick === true ? 2 : 10).catch((thrown: unknown) => String(thrown));
  // what was measured before is told all the same
  if (typeof painted === 'string') return `Broke off: ${painted.split('\n')[0]}`;
  const lines = painted.map(({ list, name, p50, p95, most }) => {
    const figures = [p50, p95, most].map((one) => one.toFixed(0)).join(' | ');
    return `| ${list} | ${name} | ${figures} | ${verdict(p95)} |`;
  });
  const text = [...head, ...lines].join('\n');
  console.log(text);
  return `${text}\n\nTyped names are asked for 80 ms after the last key. Every round begins with a page that keeps nothing.`;
}

const toClose: ToClose = [];

async function measure(): Promise<string> {
  const load = `${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)} when it began; Node ${process.versions.node}.`;
  const house = await openHouse({ withDiagnoses: false });
  toClose.push(() => house.close());
  const sql = openPostgres({ url: house.databaseUrl, max: 2 });
  toClose.push(() => sql.close());
  const seconds = await loadWork(house.databaseUrl, rows, Date.now());
  console.log(`the lists are there after ${seconds.toFixed(0)} s`);
  await fillMessages(sql, rows);
  const settled = await settle(sql);
  console.log(`settled in ${settled.toFixed(0)} s`);
  const http = await overHttp(sql, house, toClose);
  if (values.hold === true) {
    console.log(`${house.demo.url} ${house.demo.password} ${house.databaseUrl}`);
    await new Promise(() => undefined);
  }
  const screen =
    values['no-browser'] === true ? [] : [`## From a key to rows on the screen\n\n${await onScreen(house)}`];
  const filled = `${rows} open rows of each list (${2 * rows} reports of the laboratory, half of them to be verified; ${rows} messages parked behind ${10 * rows} applied), filled by the store's import in ${seconds.toFixed(0)} s; server, client, browser and database share the cores.`;
  return [load, filled, `## Over HTTP, ${times} times each\n\n${http}`, ...screen].join('\n\n');
}

await measureAndReport({ measure, title: 'Worklists of ten thousand rows', report: values.report, toClose });
