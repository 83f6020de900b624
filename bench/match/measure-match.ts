import { availableParallelism, loadavg, totalmem } from 'node:os';
import type { Bundle, Patient } from 'fhir/r4';
import { openFhirClient } from '../fhir-client.ts';
import { hardKinds } from '../persons/hard-pairs.ts';
import { variantKinds } from '../persons/variants.ts';
import { residentOf } from '../process-meter.ts';
import { matchQuestions, type Question, questionLine } from './match-questions.ts';
import { MatchTally } from './match-tally.ts';
import type { MatchRecord } from './open-record.ts';
import { patientOfPerson } from './patient-of-person.ts';

/** What is asked of a record that holds the first so many persons of a seed. */
export interface MatchRun {
  readonly persons: number;
  readonly questions: number;
  readonly seed: number;
  /** so many questions that went wrong, and as many of the slowest, are printed */
  readonly misses: number;
}

const WARM_UP = 200;
const budgets = { p95: 200, recall: 0.98, precision: 0.995 } as const;

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((part / whole) * 100).toFixed(2)} %`);
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function kindTable(tally: MatchTally): string[] {
  const rows = variantKinds.map(({ kind, share }) => [kind, String(share)] as const);
  const both = [...rows, ['two slips at once', '6 of a hundred of the above'] as const];
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

async function facts({ sql, program }: MatchRecord): Promise<string> {
  const [row] = await sql.query<{ version: string; bytes: number; patients: number; setting: string }>({
    text: `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
      (select count(*)::float8 from resource where type = (select type from resource where id = 'p0-0')) as patients,
      'fsync ' || current_setting('fsync') || ', shared_buffers ' || current_setting('shared_buffers') as setting`,
  });
  const { version = '?', bytes = 0, patients = 0, setting = '' } = row ?? {};
  return `PostgreSQL ${version} (embedded, ${setting}); ${patients} Patients, with those of the demo, in ${(bytes / 1e9).toFixed(2)} GB; Node ${process.versions.node}; ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, load average ${(loadavg()[0] ?? 0).toFixed(1)}; server process ${Math.round(residentOf(program.serverPid))} MB.`;
}

interface Asking {
  ask(resource: Patient): Promise<{ readonly text: string; readonly milliseconds: number }>;
  close(): Promise<void>;
}

/** One question at a time over HTTP, timed from the first byte sent to the last one read. */
async function openAsking({ program, newToken }: MatchRecord): Promise<Asking> {
  const client = openFhirClient(program.url, 1);
  client.useToken(await newToken());
  return {
    async ask(resource) {
      const body = JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'resource', resource }] });
      const began = performance.now();
      const { text } = await client.send('POST', '/Patient/$match', body);
      return { text, milliseconds: performance.now() - began };
    },
    close: () => client.close(),
  };
}

interface Timed {
  readonly question: Question;
  readonly milliseconds: number;
}

async function askAll(record: MatchRecord, { seed, persons, questions }: MatchRun, tally: MatchTally) {
  const asking = await openAsking(record);
  try {
    for (const { person } of matchQuestions(seed, persons, WARM_UP)) await asking.ask(patientOfPerson(person));
    const times: Timed[] = [];
    for (const question of matchQuestions(seed, persons, questions)) {
      const { text, milliseconds } = await asking.ask(patientOfPerson(question.person));
      times.push({ question, milliseconds });
      tally.add(question, JSON.parse(text) as Bundle, questionLine(question));
    }
    return times.sort((a, b) => a.milliseconds - b.milliseconds);
  } finally {
    await asking.close();
  }
}

function tellMisses(tally: MatchTally, times: readonly Timed[], most: number): void {
  if (most === 0) return;
  const slowest = times.slice(-most).map((one) => `${one.milliseconds.toFixed(0)} ms: ${questionLine(one.question)}`);
  console.log([...tally.missed.slice(0, most), '', ...tally.mistaken.slice(0, most), '', ...slowest].join('\n'));
}

/** Asks, counts and says it as Markdown. @param loaded  a sentence about how the record was filled */
export async function measureMatch(record: MatchRecord, run: MatchRun, loaded: string): Promise<string> {
  const { questions, misses } = run;
  const tally = new MatchTally();
  const timed = await askAll(record, run, tally);
  const times = timed.map(({ milliseconds }) => milliseconds);
  const asked = tally.sum((kind) => kind.asked) - questions;
  const [found, wrong] = [tally.sum((kind) => kind.found), tally.sum((kind) => kind.wrong)];
  const [p95, recall, precision] = [at(times, 0.95), found / asked, found / (found + wrong)];
  const verdict = (holds: boolean): string => (holds ? 'held' : 'MISSED');
  tellMisses(tally, timed, misses);
  return [
    await facts(record),
    loaded,
    `${questions} persons of the record written down once more, and ${questions} hard non-matches who are not in it; each kind is drawn by its share, then a person to whom it can happen. One question at a time over HTTP with a registrar's token, policy and audit on.`,
    '',
    '| what | budget | measured | |',
    '|---|---:|---:|---|',
    `| p95 of $match over HTTP | ${budgets.p95} ms | ${p95.toFixed(1)} ms | ${verdict(p95 <= budgets.p95)} |`,
    `| p50, p99, p99.9, most | | ${[0.5, 0.99, 0.999, 1].map((share) => at(times, share).toFixed(1)).join(', ')} ms | |`,
    `| recall (named certain or probable) | ${budgets.recall} | ${recall.toFixed(4)} | ${verdict(recall >= budgets.recall)} |`,
    `| precision (${found} right, ${wrong} wrong records named) | ${budgets.precision} | ${precision.toFixed(4)} | ${verdict(precision >= budgets.precision)} |`,
    '',
    ...kindTable(tally),
  ].join('\n');
}
