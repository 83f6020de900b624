import { parseArgs } from 'node:util';
import { loadPersons, settle } from './match/load-persons.ts';
import { type MatchRun, measureMatch } from './match/measure-match.ts';
import { openRecord } from './match/open-record.ts';
import { writeReport } from './report.ts';

interface MatchOptions extends MatchRun {
  readonly report?: string;
}

function readOptions(args: readonly string[]): MatchOptions {
  const text = { type: 'string' } as const;
  const options = { persons: text, questions: text, seed: text, misses: text, report: text };
  const { values } = parseArgs({ args: [...args], options });
  const number = (name: 'persons' | 'questions' | 'seed' | 'misses', usual: number): number => {
    const value = Number(values[name] ?? usual);
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`--${name} needs a whole number`);
    return value;
  };
  return {
    persons: number('persons', 1_000_000),
    questions: number('questions', 5000),
    seed: number('seed', 1),
    misses: number('misses', 0),
    ...(values.report === undefined ? {} : { report: values.report }),
  };
}

async function run(options: MatchOptions): Promise<string> {
  const { persons, seed, questions } = options;
  const began = performance.now();
  let stop: (() => Promise<void>) | undefined;
  const interrupted = (): void => void (stop?.() ?? Promise.resolve()).then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const record = await openRecord(persons, (end) => {
    stop = end;
  });
  try {
    const seconds = await loadPersons(record.program.databaseUrl, seed, persons);
    const settled = await settle(record.sql);
    const loaded = `Loaded ${persons} persons (seed ${seed}) in ${Math.round(seconds)} s, ${Math.round(persons / seconds)} a second, by the store's import: two threads, 256 a batch, two batches of each under way, versions, index rows and audit included; then \`vacuum (analyze)\` and a checkpoint in ${Math.round(settled)} s.`;
    console.log(loaded);
    const text = await measureMatch(record, options, loaded);
    const how = `\`npm run bench:match -- --persons ${persons} --questions ${questions} --seed ${seed}\`, ${((performance.now() - began) / 60_000).toFixed(1)} minutes altogether.`;
    return `${how}\n\n${text}`;
  } finally {
    await record.close();
  }
}

const options = readOptions(process.argv.slice(2));
const text = await run(options);
console.log(`\n${text}`);
if (options.report !== undefined)
  console.log(
    `\nwritten: ${writeReport(options.report, `# Patient match on generated Vietnamese persons\n\n${text}\n`)}`,
  );
