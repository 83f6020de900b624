import type { Engines, OperationParameter } from '@lienmach/system-kit';
import { differences } from '../rules/differences.ts';
import { mayEndMissing } from '../rules/may-end-missing.ts';

type Draft = Awaited<ReturnType<Engines['catalogs']['draft']>>;

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

export const draft: OperationParameter = { name: 'draft', use: 'in', min: 1, max: '1', type: 'string' };

/** what a file would change */
export const draftParts: readonly OperationParameter[] = [
  ...['id', 'name', 'version', 'source'].map((name) => out(name, 'string')),
  out('effective', 'date'),
  ...['rows', 'added', 'changed', 'unchanged', 'missing', 'refusedRows'].map((name) => out(name, 'integer')),
  out('mayEnd', 'boolean'),
  {
    name: 'change',
    use: 'out',
    min: 0,
    max: '*',
    part: [
      out('kind', 'code'),
      ...['code', 'display'].map((name) => out(name, 'string')),
      out('from', 'date'),
      {
        name: 'difference',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('field', 'string'), out('before', 'string', 0), out('after', 'string', 0)],
      },
    ],
  },
  { name: 'refused', use: 'out', min: 0, max: '*', part: [out('row', 'integer'), out('reason', 'string')] },
];

const MOST_REFUSED = 100;

export function shownDraft({ counts, changes, refused, ...standing }: Draft) {
  const { id, name, version, source, effective, rows } = standing;
  return {
    ...{ id, name, version, source, effective, rows },
    ...counts,
    refusedRows: refused.length,
    mayEnd: mayEndMissing(counts.changed + counts.unchanged, counts.missing),
    change: changes.map(({ kind, code, display, from, before, after }) => ({
      kind,
      code,
      display,
      from,
      difference: differences(before, after),
    })),
    refused: refused.slice(0, MOST_REFUSED),
  };
}
