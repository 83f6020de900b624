import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { NeutralVisit } from '@lienmach/claims/stories';

const folder = new URL('../../../shared/data/golden-claims/', import.meta.url);

/** Fields of a row that must be as worked out; `line` names the line of the visit behind it. */
export type ExpectedRow = Readonly<Record<string, string>>;

interface Expected {
  readonly tables?: readonly string[];
  readonly absent?: readonly string[];
  /** unsure in law */
  readonly notCompared?: readonly string[];
  /** a difference is told, and is no fault */
  readonly noteOnly?: readonly string[];
  readonly rules: readonly { readonly id: string }[];
}

/** One worked case: a visit in neutral words, or an envelope from anywhere. */
export interface GoldenCase extends NeutralVisit {
  readonly kind: 'visit' | 'envelope';
  readonly envelopeFile?: string;
  readonly expected: Expected & Readonly<Record<string, unknown>>;
}

const read = (name: string): Buffer => readFileSync(new URL(name, folder));

/** The cases that lie beside the project; none when it stands alone. */
export const goldenCases: readonly GoldenCase[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => /^g\d+\.json$/.test(name))
      .sort()
      .map((name) => JSON.parse(read(name).toString('utf8')))
  : [];

/** The rules that these cases can decide; others may fire freely. */
export const judgedRules = (kind: GoldenCase['kind']): readonly string[] =>
  JSON.parse(read('judged-rules.json').toString('utf8'))[kind];

export const envelopeOf = ({ envelopeFile = '' }: GoldenCase): Buffer => read(envelopeFile);

/** Rows expected in a table; a table of one row may be written without the list. */
export function expectedRows({ expected }: GoldenCase, table: string): readonly ExpectedRow[] {
  const rows = expected[table];
  return rows === undefined ? [] : ((Array.isArray(rows) ? rows : [rows]) as ExpectedRow[]);
}
