import { moneyOf, present } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Money, Reference } from 'fhir/r4';
import { readPeriod } from '../rules/period.ts';
import type { Identity } from '../rules/tally.ts';
import { type CheckedPeriod, checkPeriod } from './check-period.ts';

interface CheckInput {
  readonly from: string;
  readonly to: string;
  /** also the claim file and the printed statement of each visit: slower, for who may ask for both */
  readonly envelopes?: boolean;
}

interface ShownMisfit {
  readonly what: Reference;
  readonly text: string;
  readonly amount?: Money;
}

interface ShownIdentity {
  readonly code: string;
  readonly text: string;
  readonly left: Money;
  readonly right: Money;
  readonly difference: Money;
  readonly holds: boolean;
  readonly misfits: number;
  readonly misfit: readonly ShownMisfit[];
}

export interface MoneyCheck {
  readonly holds: boolean;
  readonly count: CheckedPeriod['counts'];
  readonly identity: readonly ShownIdentity[];
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const parameter: readonly OperationParameter[] = [
  { name: 'from', use: 'in', min: 1, max: '1', type: 'date' },
  { name: 'to', use: 'in', min: 1, max: '1', type: 'date' },
  { name: 'envelopes', use: 'in', min: 0, max: '1', type: 'boolean' },
  out('holds', 'boolean'),
  {
    name: 'count',
    use: 'out',
    min: 1,
    max: '1',
    part: ['visits', 'papers', 'shifts', 'notices', 'entries'].map((name) => out(name, 'integer')),
  },
  {
    name: 'identity',
    use: 'out',
    min: 0,
    max: '*',
    part: [
      out('code', 'code'),
      out('text', 'string'),
      ...['left', 'right', 'difference'].map((name) => out(name, 'Money')),
      out('holds', 'boolean'),
      out('misfits', 'integer'),
      {
        name: 'misfit',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('what', 'Reference'), out('text', 'string'), out('amount', 'Money', 0)],
      },
    ],
  },
];

const shown = (identity: Identity): ShownIdentity => ({
  code: identity.code,
  text: identity.text,
  left: moneyOf(identity.left),
  right: moneyOf(identity.right),
  difference: moneyOf(identity.difference),
  holds: identity.holds,
  misfits: identity.misfits,
  misfit: identity.shown.map(({ what, text, amount }) => ({
    what: { reference: what },
    text,
    ...present({ amount: amount === undefined ? undefined : moneyOf(amount) }),
  })),
});

/**
 * GET Account/$check-money: statement, claim, receipts, drawer, bank, invoices and journal of a period beside each other, to
 * the hundredth of a đồng, with what does not fit.
 */
export const checkMoney: Operation<CheckInput, MoneyCheck> = {
  definition: {
    code: 'check-money',
    title: { vi: 'Đối chiếu tiền của kỳ', en: 'Check the money of a period' },
    resource: ['Account'],
    level: 'type',
    affectsState: false,
    parameter,
    allow: ['accountant'],
    readsAs: ['ledger'],
  },
  async run(ctx, _id, { from, to, envelopes }) {
    const period = readPeriod(from, to);
    const { tally, counts } = await checkPeriod(ctx, { period, withEnvelopes: envelopes === true });
    const identities = tally.identities();
    return { holds: identities.every(({ holds }) => holds), count: counts, identity: identities.map(shown) };
  },
};
