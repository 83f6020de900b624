import { decimalNumber, moneyOf, moneyOfUnitPrice, sumXu, type Xu, xu } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Money, Reference } from 'fhir/r4';
import type { Bill, BillLine } from '../rules/bill.ts';
import { loadBill } from './load-bill.ts';

interface Shares {
  readonly hospital: Money;
  readonly insurer: Money;
  readonly coPaid: Money;
  readonly selfPaid: Money;
  readonly otherFunds: Money;
}

interface StatementLine extends Shares {
  readonly chargeItem: Reference;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  /** cost group (MA_NHOM) */
  readonly group: string;
  readonly unitPrice: Money;
  readonly because: readonly string[];
}

/** What a visit costs and who pays it. */
export interface CostStatement {
  readonly line: readonly StatementLine[];
  readonly total: Shares & { readonly patient: Money };
  readonly rounding: Money;
  readonly payable: Money;
  readonly paid: Money;
  readonly due: Money;
  readonly step: readonly string[];
}

const money = (name: string): OperationParameter => ({ name, use: 'out', min: 1, max: '1', type: 'Money' });
const shares = ['hospital', 'insurer', 'coPaid', 'selfPaid', 'otherFunds'].map(money);
const text = (name: string, max: '1' | '*'): OperationParameter => ({ name, use: 'out', min: 0, max, type: 'string' });

const lineParts: readonly OperationParameter[] = [
  { name: 'chargeItem', use: 'out', min: 1, max: '1', type: 'Reference' },
  text('name', '1'),
  { name: 'quantity', use: 'out', min: 1, max: '1', type: 'decimal' },
  text('unit', '1'),
  { name: 'group', use: 'out', min: 0, max: '1', type: 'code' },
  money('unitPrice'),
  ...shares,
  text('because', '*'),
];

const sharesOf = (part: (name: 'hospital' | 'insurer' | 'coPaid' | 'selfPaid' | 'otherFunds') => Xu): Shares => ({
  hospital: moneyOf(part('hospital')),
  insurer: moneyOf(part('insurer')),
  coPaid: moneyOf(part('coPaid')),
  selfPaid: moneyOf(part('selfPaid')),
  otherFunds: moneyOf(part('otherFunds')),
});

const lineOf = (line: BillLine): StatementLine => ({
  chargeItem: { reference: `ChargeItem/${line.id}` },
  name: line.name,
  quantity: decimalNumber(line.quantity, 3),
  unit: line.unit,
  group: line.group,
  unitPrice: moneyOfUnitPrice(line.unitPrice),
  ...sharesOf((name) => line[name]),
  because: line.because,
});

const dong = (amount: bigint): Money => moneyOf(xu(amount * 100n));

export const statementOf = (bill: Bill): CostStatement => ({
  line: bill.lines.map(lineOf),
  total: {
    ...sharesOf((name) => sumXu(bill.lines.map((line) => line[name]))),
    patient: moneyOf(bill.patientShare),
  },
  rounding: moneyOf(bill.rounding),
  payable: dong(bill.payable),
  paid: dong(bill.paid),
  due: dong(bill.due),
  step: bill.benefit.steps,
});

/** GET Encounter/{id}/$cost-statement: what the visit costs, who pays each line, and why. */
export const costStatement: Operation<void, CostStatement> = {
  definition: {
    code: 'cost-statement',
    title: { vi: 'Bảng kê chi phí', en: 'Cost statement' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'line', use: 'out', min: 0, max: '*', part: lineParts },
      { name: 'total', use: 'out', min: 1, max: '1', part: [...shares, money('patient')] },
      ...['rounding', 'payable', 'paid', 'due'].map(money),
      text('step', '*'),
    ],
    allow: ['cashier', 'registrar', 'claims-clerk'],
  },
  run: async (ctx, id) => statementOf((await loadBill(ctx, id)).bill),
};
