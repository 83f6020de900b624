import { codeSystems, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { proposedRow, type TypedRow } from '../rules/proposed-row.ts';
import { approvedRow, definitionOfIndicator } from '../rules/row-definition.ts';
import { checkDecision, ROW_KIND, rowOf, rowTask } from '../rules/row-task.ts';
import { indicatorOfDefinition } from '../rules/site-row.ts';
import { putEntry } from './reports-of-tube.ts';
import { siteCatalog } from './site-catalog.ts';

/** proposals that wait at the same time */
const MOST = 300;

/** Proposals nobody has decided about. */
export const openProposals = (ctx: Context): Promise<Task[]> =>
  ctx.store.search('Task', new URLSearchParams({ code: ROW_KIND, status: 'requested' }).toString(), MOST);

const interval = [
  one('in', 'sex', 'code', 0),
  one('in', 'minAge', 'integer', 0),
  one('in', 'maxAge', 'integer', 0),
  one('in', 'maxDays', 'integer', 0),
  one('in', 'pregnant', 'boolean', 0),
  one('in', 'low', 'decimal', 0),
  one('in', 'high', 'decimal', 0),
  one('in', 'text', 'string', 0),
];

/** POST ObservationDefinition/$propose-lab-row: the next row of an indicator, from a day on; it counts when somebody else agrees. */
export const proposeLabRow: Operation<TypedRow & { readonly code: string }, Task> = {
  definition: {
    code: 'propose-lab-row',
    title: { vi: 'Đề nghị sửa danh mục xét nghiệm', en: 'Propose a row of the laboratory catalog' },
    resource: ['ObservationDefinition'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'code', 'code'),
      one('in', 'from', 'date'),
      one('in', 'to', 'date', 0),
      one('in', 'name', 'string', 0),
      one('in', 'method', 'string', 0),
      one('in', 'decimals', 'integer', 0),
      many('in', 'range', interval),
      many('in', 'critical', interval),
      {
        name: 'delta',
        use: 'in',
        min: 0,
        max: '1',
        part: [
          one('in', 'absolute', 'decimal', 0),
          one('in', 'percent', 'decimal', 0),
          one('in', 'perDay', 'decimal', 0),
          one('in', 'withinDays', 'integer'),
        ],
      },
      one('out', 'return', 'Task'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-catalog'],
  },

  async run(ctx, _id, { code, ...typed }) {
    const today = toVnDay(ctx.now());
    const [catalog, waiting] = await Promise.all([siteCatalog(ctx, typed.from), openProposals(ctx)]);
    const base = catalog.indicator(code) ?? (await siteCatalog(ctx, today)).indicator(code);
    if (base === undefined) throw errors.unknownIndicator({ at: 'code', detail: code.slice(0, 30) });
    if (waiting.some((task) => indicatorOfDefinition(rowOf(task)).code === code)) throw errors.rowWaits({ at: 'code' });
    const row = proposedRow(base, typed, today);
    const definition = definitionOfIndicator(row, ctx.actor.display);
    indicatorOfDefinition(definition); // refused now, not when somebody agrees
    const who = { reference: ctx.actor.reference, display: ctx.actor.display };
    return ctx.store.create(rowTask(definition, row.name, who, toVnIso(ctx.now())));
  },
};

interface Decision {
  readonly agreed: boolean;
  readonly reason?: string;
}

/** POST Task/{id}/$decide-lab-row: a second person agrees, and the row is in the catalog from its day on; or it is turned down. */
export const decideLabRow: Operation<Decision, Task> = {
  definition: {
    code: 'decide-lab-row',
    title: { vi: 'Duyệt dòng danh mục xét nghiệm', en: 'Decide about a row of the laboratory catalog' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'agreed', 'boolean'), one('in', 'reason', 'string', 0), one('out', 'return', 'Task')],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-catalog'],
  },

  async run(ctx, id, { agreed, reason = '' }) {
    const task = await ctx.store.read('Task', id);
    const who = { reference: ctx.actor.reference, display: ctx.actor.display };
    const row = checkDecision(task, who, agreed);
    const at = toVnIso(ctx.now());
    if (!agreed && reason.trim().length < 2) throw errors.reasonMissing({ at: 'reason' });
    if (agreed && (indicatorOfDefinition(row).validFrom ?? '') <= toVnDay(ctx.now()))
      throw errors.rowBeginsTooEarly({ at: 'Task.contained' });
    const decided: Task = {
      ...task,
      status: agreed ? 'completed' : 'rejected',
      owner: who,
      executionPeriod: { start: at, end: at },
      ...(agreed ? {} : { statusReason: { text: reason.trim().slice(0, 500) } }),
    };
    if (!agreed) return ctx.store.update(decided);
    const written = { ...approvedRow(row, ctx.actor.display), id: `lab-row-${id}` };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [putEntry(decided), putEntry(written)],
    });
    return ctx.store.read('Task', id);
  },
};

/** code of the indicator that a proposal is about */
export const proposedCode = (task: Task): string | undefined =>
  rowOf(task).code.coding?.find(({ system }) => system === codeSystems.labIndicator)?.code;
