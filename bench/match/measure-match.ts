import { availableParallelism, loadavg, totalmem } from 'node:os';
import { hardKinds } from '../persons/hard-pairs.ts';
import { variantKinds } from '../persons/variants.ts';
import { openDesk } from './match-host.ts';
import { matchQuestions, questionLine } from './match-questions.ts';
import { MatchTally } from './match-tally.ts';
import type { MatchRecord } from './open-record.ts';
import { patientOfPerson } from './patient-of-person.ts';

/** What is asked of a record that holds the first so many persons of a seed. */
export interface MatchRun {
  readonly persons: number;
  readonly questions: number;
  readonly seed: number;
  /** so many questions that went wrong are printed */
  readonly misses: number;
}

const WARM_UP = 200;
const budgets = { p95: 200, recall: 0.98, precision: 0.995 } as const;

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((part / whole) * 100).toFixed(2)} %`);
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function kindTable(tally: MatchTally): string[] {
  const rows = variantKinds.map(({ kind, share }) => [kind, String(share)] as const);
  const both = [...rows, ['two slips at once', '6 of the above'] as const];
  return [
    '| kind of variant | share of draws | asked | found | recall | shown at all | wrong records |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...both.map(([kind, share]) => {
      const { asked, found, shown, wrong } = tally.kinds.get(kind) ?? { asked: 0, found: 0, shown: 0, wrong: 0 };
      return `| ${kind} | ${share} | ${asked} | ${found} | ${percent(found, asked)} | ${percent(shown, asked)} | ${wrong} |`;
    }),
    '',
    '| hard non-match | share | asked | wrong records |',
    '|---|---:|---:|---:|',
    ...hardKinds.map(({ kind, share }) => {
      const { asked, wrong } = tally.kinds.get(kind) ?? { asked: 0, wrong: 0 };
      return `| ${kind} | ${share} % | ${asked} | ${wrong} |`;
    }),
  ];
}

async function facts({ sql }: MatchRecord): Promise<string> {
  const [row] = await sql.query<{ version: string; bytes: number; rows: number }>({
    text: `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
      (select count(*)::float8 from resource where not deleted) as rows`,
  });
  const { version = '?', bytes = 0, rows = 0 } = row ?? {};
  return `PostgreSQL ${version} (embedded, fsync on); ${rows} Patients in ${(bytes / 1e9).toFixed(2)} GB; Node ${process.versions.node}; ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, load average ${(loadavg()[0] ?? 0).toFixed(1)}.`;
}

/** Asks, counts and says it as Markdown. @param loaded  a sentence about how the record was filled */
export async function measureMatch(record: MatchRecord, run: MatchRun, loaded: string): Promise<string> {
  const { persons, questions, seed, misses } = run;
  await record.sql.query({ text: 'analyze' });
  const desk = openDesk(record.store);
  for (const { person } of matchQuestions(seed + 1000, persons, WARM_UP)) await desk.match(patientOfPerson(person));
  const tally = new MatchTally();
  const times: number[] = [];
  for (const question of matchQuestions(seed, persons, questions)) {
    const { bundle, milliseconds } = await desk.match(patientOfPerson(question.person));
    times.push(milliseconds);
    tally.add(question, bundle, questionLine(question));
  }
  times.sort((a, b) => a - b);
  const asked = tally.sum((kind) => kind.asked) - questions;
  const [found, wrong] = [tally.sum((kind) => kind.found), tally.sum((kind) => kind.wrong)];
  const [p95, recall, precision] = [at(times, 0.95), found / asked, found / (found + wrong)];
  const verdict = (holds: boolean): string => (holds ? 'held' : 'MISSED');
  if (misses > 0) console.log([...tally.missed.slice(0, misses), '', ...tally.mistaken.slice(0, misses)].join('\n'));
  return [
    await facts(record),
    loaded,
    `${questions} persons of the record written down once more, and ${questions} hard non-matches who are not in it; one question at a time, in the process of the house, without HTTP.`,
    '',
    '| what | budget | measured | |',
    '|---|---:|---:|---|',
    `| p95 of $match | ${budgets.p95} ms | ${p95.toFixed(1)} ms | ${verdict(p95 <= budgets.p95)} |`,
    `| p50, p99, most | | ${at(times, 0.5).toFixed(1)}, ${at(times, 0.99).toFixed(1)}, ${(times.at(-1) ?? 0).toFixed(1)} ms | |`,
    `| recall (named certain or probable) | ${budgets.recall} | ${recall.toFixed(4)} | ${verdict(recall >= budgets.recall)} |`,
    `| precision (${found} right, ${wrong} wrong records named) | ${budgets.precision} | ${precision.toFixed(4)} | ${verdict(precision >= budgets.precision)} |`,
    '',
    ...kindTable(tally),
  ].join('\n');
}
