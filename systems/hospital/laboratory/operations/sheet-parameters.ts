import type { OperationParameter } from '@lienmach/system-kit';
import type { BenchState } from '../rules/bench-state.ts';

/** One indicator of a sheet. */
export interface SheetLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly rangeText?: string;
  readonly criticalLow?: number;
  readonly criticalHigh?: number;
  readonly value?: string;
  readonly flag?: string;
  readonly previous?: string;
  readonly previousAt?: string;
  /** the machine, or the word for a hand */
  readonly source?: string;
  /** a word instead of a value: it could not be measured */
  readonly absent?: string;
  /** a result in words: those that may be typed, with their flag and short forms */
  readonly word?: readonly {
    readonly code: string;
    readonly text: string;
    readonly flag?: string;
    readonly typed: string;
  }[];
  /** calculated, not typed: the formula in words */
  readonly formula?: string;
  /** why a person has to look; nothing while there is no result, or where it passed by itself */
  readonly reason?: readonly string[];
  /** it would pass without a person */
  readonly passes?: boolean;
  /** how often and from what it was amended: former values, the oldest first */
  readonly amended?: readonly {
    readonly was: string;
    readonly reason: string;
    readonly at: string;
    readonly by: string;
  }[];
}

export interface ResultSheet {
  readonly state: BenchState;
  /** of the report; `$enter-results` and `$verify` give it back */
  readonly version?: string;
  readonly conclusion?: string;
  /** verification in two steps */
  readonly steps: number;
  readonly indicator: readonly SheetLine[];
  readonly reflex: readonly { readonly test: string; readonly name: string; readonly why: string }[];
}

const out = (name: string, type: string, min = 0): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const many = (name: string, part: readonly OperationParameter[]): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max: '*',
  part,
});

const lineParts: readonly OperationParameter[] = [
  out('code', 'code', 1),
  out('name', 'string', 1),
  out('unit', 'string', 1),
  ...['low', 'high', 'criticalLow', 'criticalHigh'].map((name) => out(name, 'decimal')),
  out('rangeText', 'string'),
  out('value', 'string'),
  out('flag', 'code'),
  out('previous', 'string'),
  out('previousAt', 'dateTime'),
  out('source', 'string'),
  out('absent', 'string'),
  many('word', [out('code', 'code', 1), out('text', 'string', 1), out('flag', 'code'), out('typed', 'string', 1)]),
  out('formula', 'string'),
  { name: 'reason', use: 'out', min: 0, max: '*', type: 'code' },
  out('passes', 'boolean'),
  many('amended', [
    out('was', 'string', 1),
    out('reason', 'string', 1),
    out('at', 'dateTime', 1),
    out('by', 'string', 1),
  ]),
];

export const sheetParameters: readonly OperationParameter[] = [
  out('state', 'code', 1),
  out('version', 'string'),
  out('conclusion', 'string'),
  out('steps', 'integer', 1),
  many('indicator', lineParts),
  many('reflex', [out('test', 'code', 1), out('name', 'string', 1), out('why', 'string', 1)]),
];
