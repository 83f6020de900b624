import { codeSystems, extensionOf, extensions, moneyOf, type Xu, xu, xuOfMoney, ZERO } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Money, Task } from 'fhir/r4';
import { errors } from '../errors.ts';

interface ReviewReason {
  readonly code?: string;
  readonly text: string;
  /** rejected lines with this reason */
  readonly count: number;
  /** what they cost: what a rule of that kind would have saved */
  readonly amount: Money;
  /** how many of them nobody has answered yet */
  readonly open: number;
}

interface Counted {
  code: string | undefined;
  text: string;
  count: number;
  amount: Xu;
  open: number;
}

const PAGE = 500;
/** Rejected lines that are counted: more than a year of a provincial hospital. */
const MOST_PAGES = 60;
const SHOWN = 100;

const closed = new Set<Task['status']>(['completed', 'cancelled', 'rejected', 'entered-in-error']);

function add(reasons: Map<string, Counted>, task: Task): void {
  const coding = task.reasonCode?.coding?.find(({ system }) => system === codeSystems.reviewReason);
  const text = task.reasonCode?.text ?? 'Không nêu lý do';
  const money = extensionOf(task, extensions.rejectedAmount)?.valueMoney;
  const key = coding?.code ?? text;
  const one = reasons.get(key) ?? { code: coding?.code, text, count: 0, amount: ZERO, open: 0 };
  reasons.set(key, {
    ...one,
    count: one.count + 1,
    amount: money === undefined ? one.amount : xu(one.amount + xuOfMoney(money)),
    open: one.open + (closed.has(task.status) ? 0 : 1),
  });
}

/** GET ClaimResponse/$review-reasons: why lines were rejected, dearest first, with the đồng a rule would have saved. */
export const reviewReasons: Operation<
  { readonly from?: string; readonly to?: string },
  { reason: readonly ReviewReason[]; isWhole: boolean }
> = {
  definition: {
    code: 'review-reasons',
    title: { vi: 'Lý do bị từ chối', en: 'Reasons for rejection' },
    resource: ['ClaimResponse'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'from', use: 'in', min: 0, max: '1', type: 'date' },
      { name: 'to', use: 'in', min: 0, max: '1', type: 'date' },
      {
        name: 'reason',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'code', use: 'out', min: 0, max: '1', type: 'string' },
          { name: 'text', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'count', use: 'out', min: 1, max: '1', type: 'integer' },
          { name: 'amount', use: 'out', min: 1, max: '1', type: 'Money' },
          { name: 'open', use: 'out', min: 1, max: '1', type: 'integer' },
        ],
      },
      { name: 'isWhole', use: 'out', min: 1, max: '1', type: 'boolean' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { from, to }) {
    if (from !== undefined && to !== undefined && to < from) throw errors.daysTurned({ at: 'to' });
    const days = [
      ...(from === undefined ? [] : [`authored-on=ge${from}`]),
      ...(to === undefined ? [] : [`authored-on=le${to}`]),
    ];
    const query = [`code=${codeSystems.taskKind}|claim-rejection`, ...days, `_count=${PAGE}`].join('&');
    const reasons = new Map<string, Counted>();
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await ctx.store.page('Task', query, cursor);
      for (const task of page.items) add(reasons, task);
      cursor = page.next;
      pages += 1;
    } while (cursor !== undefined && pages < MOST_PAGES);
    const sorted = [...reasons.values()].toSorted((a, b) =>
      a.amount === b.amount ? b.count - a.count : a.amount < b.amount ? 1 : -1,
    );
    return {
      reason: sorted.slice(0, SHOWN).map(({ code, amount, ...rest }) => ({
        ...rest,
        ...(code === undefined ? {} : { code }),
        amount: moneyOf(amount),
      })),
      isWhole: cursor === undefined,
    };
  },
};
