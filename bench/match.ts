import { parseArgs } from 'node:util';
import { loadPersons } from './match/load-persons.ts';
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
    seed: number('seed', 2),
    misses: number('misses', 0),
    ...(values.report === undefined ? {} : { report: values.report }),
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const record = await openRecord(options.persons);
  const interrupted = (): void => void record.close().then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { persons, seed } = options;
    const seconds = await loadPersons(record.store, seed, persons);
    const loaded = `Loaded ${persons} persons (seed ${seed}) in ${Math.round(seconds)} s, ${Math.round(persons / seconds)} a second, by the store's import, 1000 a batch, index rows and audit included.`;
    const text = await measureMatch(record, options, loaded);
    console.log(`\n${text}`);
    if (options.report !== undefined) {
      const title = '# Patient match on generated Vietnamese persons';
      const how = `\`npm run bench:match -- --persons ${options.persons} --questions ${options.questions} --seed ${options.seed}\``;
      console.log(`\nwritten: ${writeReport(options.report, `${title}\n\n${how}\n\n${text}\n`)}`);
    }
  } finally {
    await record.close();
  }
}

await main();
