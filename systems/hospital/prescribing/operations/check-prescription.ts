import type { Operation } from '@lienmach/system-kit';
import { obstaclesOf } from './obstacles-of.ts';
import { type LineInput, lineParameter, readLines } from './read-lines.ts';
import { readVisit } from './visit-to-prescribe-for.ts';

interface CheckInput {
  readonly line: readonly LineInput[];
  readonly replaces: readonly string[];
}

interface Alert {
  readonly rule: string;
  readonly level: 'stop' | 'warn';
  readonly text: string;
  /** from 1; absent: the whole prescription */
  readonly line?: number;
}

interface Checked {
  readonly alert: readonly Alert[];
}

const out = (name: string, type: string, min: 0 | 1) => ({ name, use: 'out', min, max: '1', type }) as const;

/**
 * POST Encounter/{id}/$check-prescription: what `$prescribe` would say of these lines, while they are still typed. It
 * writes nothing, and it does not ask for a diagnosis, a weight or an adult: those come later in the visit.
 */
export const checkLines: Operation<CheckInput, Checked> = {
  definition: {
    code: 'check-prescription',
    title: { vi: 'Xem trước cảnh báo của đơn', en: 'Check a prescription before it is issued' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    allow: ['doctor'],
    parameter: [
      lineParameter,
      { name: 'replaces', use: 'in', min: 0, max: '*', type: 'string' },
      {
        name: 'alert',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('rule', 'code', 1), out('level', 'code', 1), out('text', 'string', 1), out('line', 'integer', 0)],
      },
    ],
  },

  async run(ctx, id, input) {
    const visit = await readVisit(ctx, id, true);
    const lines = await readLines(ctx, input.line);
    const obstacles = obstaclesOf(ctx, visit, lines, input).filter(({ line }) => line !== undefined);
    return {
      alert: obstacles.map(({ rule, level, line, error }) => ({
        rule,
        level,
        text: error.outcome.issue[0]?.details?.text ?? rule,
        ...(line === undefined ? {} : { line: line + 1 }),
      })),
    };
  },
};
