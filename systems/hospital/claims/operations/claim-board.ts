import { moneyOf } from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Money } from 'fhir/r4';
import { type FigureLine, type Figures, linesOf } from '../rules/claim-figures.ts';
import { inStates, readMonth } from '../rules/claim-list.ts';
import { type ClaimState, claimStates } from '../rules/stored-claim.ts';
import { type Counting, loadFigures } from './load-figures.ts';

interface BoardLine {
  readonly code: string;
  readonly name?: string;
  readonly claims: number;
  readonly insurerPart?: Money;
  readonly atRisk?: Money;
}

interface Board {
  readonly total: number;
  readonly state: readonly BoardLine[];
  readonly rule: readonly BoardLine[];
  readonly department: readonly BoardLine[];
  readonly doctor: readonly BoardLine[];
  readonly counted: number;
  /** absent: nothing was counted yet */
  readonly countedAt?: string;
  readonly counting: Counting;
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const lines = (name: string): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max: '*',
  part: [
    out('code', 'string'),
    out('name', 'string', 0),
    out('claims', 'integer'),
    out('insurerPart', 'Money', 0),
    out('atRisk', 'Money', 0),
  ],
});

/** lines of one kind that are told */
const MOST = 100;

const lineOf = ({ key, claims, insurerPart, atRisk }: FigureLine): BoardLine => ({
  code: key,
  claims,
  insurerPart: moneyOf(insurerPart),
  atRisk: moneyOf(atRisk),
});

async function countOf(ctx: Context, month: string, state: ClaimState): Promise<number> {
  const { total = 0 } = await ctx.store.page('Claim', `${inStates(month, [state])}&_summary=count`);
  return total;
}

/** Counts are exact and of this moment; đồng are those of the figures. */
function stateLines(figures: Figures, counts: readonly number[]): BoardLine[] {
  return claimStates.map((state, at) => {
    const sum = figures.state.get(state);
    return {
      ...(sum === undefined ? { code: state } : lineOf({ key: state, ...sum })),
      claims: counts[at] ?? 0,
    };
  });
}

async function doctorLines(ctx: Context, figures: Figures): Promise<BoardLine[]> {
  const told = linesOf(figures, 'doctor').slice(0, MOST);
  const ids = told.map(({ key }) => key.split('/')[1] ?? '');
  const people = await searchEach(ctx.store, 'Practitioner', '_id', ids);
  const names = new Map(people.map(({ id, name }) => [`Practitioner/${id}`, name?.[0]?.text]));
  return told.map((line) => {
    const name = names.get(line.key);
    return { ...lineOf(line), ...(name === undefined ? {} : { name }) };
  });
}

/**
 * GET Claim/$claim-board: a month at a glance. Nine counts by tag; đồng, rules, departments and doctors from figures that
 * are added up at once for a small month, and page by page in the background for a large one.
 */
export const claimBoard: Operation<{ readonly month: string }, Board> = {
  definition: {
    code: 'claim-board',
    title: { vi: 'Bảng tháng hồ sơ BHYT', en: 'Claims of a month' },
    resource: ['Claim'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      out('total', 'integer'),
      ...['state', 'rule', 'department', 'doctor'].map(lines),
      out('counted', 'integer'),
      out('countedAt', 'dateTime', 0),
      out('counting', 'code'),
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, input) {
    const month = readMonth(input.month);
    const counts = await Promise.all(claimStates.map((state) => countOf(ctx, month, state)));
    const total = counts.reduce((sum, one) => sum + one, 0);
    const { figures, counted, countedAt, counting } = await loadFigures(ctx, month, total);
    const told = (kind: 'rule' | 'department') => linesOf(figures, kind).slice(0, MOST).map(lineOf);
    return {
      total,
      state: stateLines(figures, counts),
      rule: told('rule'),
      department: told('department'),
      doctor: await doctorLines(ctx, figures),
      counted,
      ...(countedAt === undefined ? {} : { countedAt }),
      counting,
    };
  },
};
