import { addDays, present, toVnDay } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Reference, Task } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { labIndicators } from '../catalogs/lab-indicators.ts';
import { errors } from '../errors.ts';
import { type RowField, rowFieldNames, rowFields } from '../rules/row-fields.ts';
import { rowOf } from '../rules/row-task.ts';
import { extraOf } from '../rules/site-extra.ts';
import { indicatorOfDefinition, isLabRow } from '../rules/site-row.ts';
import { siteRowsOf } from '../rules/site-rows.ts';
import { openProposals, proposedCode } from './row-verbs.ts';
import { siteCatalog } from './site-catalog.ts';

interface RowLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly site: boolean;
  readonly proposed: boolean;
}

const text = (name: string, min = 1) => one('out', name, 'string', min);
const roles = ['lab-technician', 'lab-doctor', 'lab-head'];

/** GET ObservationDefinition/$lab-rows: every indicator of today, whose row it is, and whether somebody wants another one. */
export const labRows: Operation<void, { readonly row: readonly RowLine[] }> = {
  definition: {
    code: 'lab-rows',
    title: { vi: 'Danh mục chỉ số xét nghiệm', en: 'Rows of the laboratory catalog' },
    resource: ['ObservationDefinition'],
    level: 'type',
    affectsState: false,
    parameter: [
      many('out', 'row', [
        text('code'),
        text('name'),
        text('unit'),
        one('out', 'site', 'boolean'),
        one('out', 'proposed', 'boolean'),
      ]),
    ],
    allow: roles,
    readsAs: ['lab-catalog'],
  },

  async run(ctx) {
    const [catalog, waiting] = await Promise.all([siteCatalog(ctx), openProposals(ctx)]);
    const proposed = new Set(waiting.map(proposedCode));
    const product = new Map(labIndicators.map((row) => [row.code, row]));
    return {
      row: catalog.indicators
        .map((row) => ({
          code: row.code,
          name: row.name,
          unit: row.unit,
          site: product.get(row.code) !== row,
          proposed: proposed.has(row.code),
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    };
  },
};

/** One row an indicator has had, has, or is to have. */
interface RowVersion {
  readonly state: 'product' | 'past' | 'now' | 'coming' | 'proposed';
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly agreed?: string;
  readonly task?: Reference;
  /** may whoever asks agree to it */
  readonly own?: boolean;
  readonly field: readonly { readonly name: RowField; readonly text: string }[];
}

const fieldsOf = (row: LabIndicator): RowVersion['field'] => {
  const fields = rowFields(row);
  return rowFieldNames.map((name) => ({ name, text: fields[name] }));
};

const base = (row: LabIndicator) => ({
  ...present({ from: row.validFrom, to: row.validTo }),
  field: fieldsOf(row),
});

const MOST = 2000;

/** The site's rows of one code, the one that began last first; each ends where the next one begins. */
async function ownVersions(ctx: Context, code: string, today: string): Promise<RowVersion[]> {
  const all = (await ctx.store.search('ObservationDefinition', '', MOST)).filter(isLabRow);
  const rows = all
    .flatMap((definition) => siteRowsOf([definition]).indicators.map((row) => ({ row, extra: extraOf(definition) })))
    .filter(({ row }) => row.code === code)
    .toSorted((a, b) => (a.row.validFrom ?? '').localeCompare(b.row.validFrom ?? ''));
  return rows
    .map(({ row, extra }, at): RowVersion => {
      const next = rows[at + 1]?.row.validFrom;
      const until = next === undefined ? undefined : addDays(next, -1);
      const to = row.validTo !== undefined && (until === undefined || row.validTo < until) ? row.validTo : until;
      const state = (row.validFrom ?? '') > today ? 'coming' : to !== undefined && to < today ? 'past' : 'now';
      return { ...base(row), state, ...present({ to, by: extra.proposedBy, agreed: extra.approvedBy }) };
    })
    .toReversed();
}

const proposedVersion = (ctx: Context, task: Task): RowVersion => ({
  ...base(indicatorOfDefinition(rowOf(task))),
  state: 'proposed',
  task: { reference: `Task/${task.id}` },
  own: task.requester?.reference === ctx.actor.reference,
  ...present({ by: task.requester?.display }),
});

interface RowAnswer {
  readonly code: string;
  readonly unit: string;
  /** the row of today as the form begins with it, JSON */
  readonly row: string;
  readonly version: readonly RowVersion[];
}

/** GET ObservationDefinition/$lab-row: one indicator: what is proposed, coming, in force and past, and the product's row. */
export const labRow: Operation<{ readonly code: string }, RowAnswer> = {
  definition: {
    code: 'lab-row',
    title: { vi: 'Các dòng của một chỉ số', en: 'Rows of one indicator' },
    resource: ['ObservationDefinition'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'code', 'code'),
      one('out', 'code', 'code'),
      text('unit'),
      text('row'),
      many('out', 'version', [
        one('out', 'state', 'code'),
        one('out', 'from', 'date', 0),
        one('out', 'to', 'date', 0),
        text('by', 0),
        text('agreed', 0),
        one('out', 'task', 'Reference', 0),
        one('out', 'own', 'boolean', 0),
        many('out', 'field', [one('out', 'name', 'code'), text('text')]),
      ]),
    ],
    allow: roles,
    readsAs: ['lab-catalog'],
  },

  async run(ctx, _id, { code }) {
    const today = toVnDay(ctx.now());
    const [catalog, waiting, own] = await Promise.all([
      siteCatalog(ctx, today),
      openProposals(ctx),
      ownVersions(ctx, code, today),
    ]);
    const product = labIndicators.find((row) => row.code === code);
    const now = catalog.indicator(code) ?? product;
    if (now === undefined) throw errors.unknownIndicator({ at: 'code', detail: code.slice(0, 30) });
    const proposals = waiting.filter((task) => proposedCode(task) === code);
    return {
      code,
      unit: now.unit,
      row: JSON.stringify({
        name: now.name,
        ranges: now.ranges,
        ...present({
          method: now.method,
          decimals: now.decimals,
          critical: now.critical,
          criticalOf: now.criticalOf,
          delta: now.delta,
        }),
      }),
      version: [
        ...proposals.map((task) => proposedVersion(ctx, task)),
        ...own,
        ...(product === undefined ? [] : [{ ...base(product), state: 'product' as const }]),
      ],
    };
  },
};
