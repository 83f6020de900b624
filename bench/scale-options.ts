import { parseArgs } from 'node:util';

export interface ScaleOptions {
  /** resources in the record; the first is the size that the others are compared with */
  readonly sizes: readonly [number, ...number[]];
  /** measured window of each phase and side, in seconds */
  readonly seconds: number;
  readonly warmup: number;
  readonly rounds: number;
  readonly concurrency: number;
  readonly seed: number;
  /** letters of phases; empty: all */
  readonly phases: readonly string[];
  /** writes bench/reports/<date>-<report>.md */
  readonly report?: string;
  /** keeps the filled record up until Ctrl+C, for a look with EXPLAIN */
  readonly hold: boolean;
}

/** @throws TypeError for an unknown option; RangeError for a number that is none */
export function readScaleOptions(args: readonly string[]): ScaleOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '10000,100000,1000000' },
      seconds: { type: 'string', default: '4' },
      warmup: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '2' },
      concurrency: { type: 'string', default: '16' },
      seed: { type: 'string', default: '1' },
      phases: { type: 'string', default: '' },
      report: { type: 'string' },
      hold: { type: 'boolean', default: false },
    },
  });
  const number = (name: string, text: string): number => {
    const value = Number(text);
    if (!Number.isFinite(value) || value <= 0) throw new RangeError(`--${name} needs a number above 0, not ${text}`);
    return value;
  };
  const [first, ...more] = values.sizes.split(',').map((size) => number('sizes', size));
  if (first === undefined) throw new RangeError('--sizes needs numbers');
  if (values.report !== undefined && !/^[a-z0-9-]+$/.test(values.report))
    throw new RangeError('--report needs a name of small letters, digits and hyphens');
  return {
    sizes: [first, ...more.sort((a, b) => a - b)],
    seconds: number('seconds', values.seconds),
    warmup: number('warmup', values.warmup),
    rounds: number('rounds', values.rounds),
    concurrency: number('concurrency', values.concurrency),
    seed: number('seed', values.seed),
    phases: values.phases.split(',').filter((phase) => phase !== ''),
    hold: values.hold,
    ...(values.report === undefined ? {} : { report: values.report }),
  };
}
