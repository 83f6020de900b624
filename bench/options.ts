import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly concurrency: number;
  /** measured window of each phase and side, in seconds */
  readonly seconds: number;
  readonly warmup: number;
  /** the two sides take turns that often within the window */
  readonly rounds: number;
  readonly seed: number;
  /** resources in the record, and in the limit's tables, before the phases begin */
  readonly loadTo: number;
  /** empty: all */
  readonly phases: readonly string[];
  /** writes bench/reports/<date>-<report>.md */
  readonly report?: string;
  /** folder for a CPU profile of the server */
  readonly profile?: string;
}

const usual = { seconds: '10', warmup: '1.5', rounds: '2', 'load-to': '10000' };
const quick = { seconds: '0.6', warmup: '0.2', rounds: '1', 'load-to': '1000' };

/** @throws TypeError for an unknown option; RangeError for a number that is none */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean' },
      concurrency: text,
      seconds: text,
      warmup: text,
      rounds: text,
      seed: text,
      'load-to': text,
      phases: text,
      report: text,
      profile: text,
    },
  });
  const given = { concurrency: '16', seed: '1', ...(values.quick ? quick : usual), ...values };
  const number = (name: 'concurrency' | 'seconds' | 'warmup' | 'rounds' | 'seed' | 'load-to'): number => {
    const value = Number(given[name]);
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`--${name} needs a number, not ${given[name]}`);
    return value;
  };
  if (given.report !== undefined && !/^[a-z0-9-]+$/.test(given.report))
    throw new RangeError('--report needs a name of small letters, digits and hyphens');
  return {
    concurrency: number('concurrency'),
    seconds: number('seconds'),
    warmup: number('warmup'),
    rounds: Math.max(1, number('rounds')),
    seed: number('seed'),
    loadTo: number('load-to'),
    phases: (given.phases ?? '').split(',').filter((phase) => phase !== ''),
    ...(given.report === undefined ? {} : { report: given.report }),
    ...(given.profile === undefined ? {} : { profile: given.profile }),
  };
}
