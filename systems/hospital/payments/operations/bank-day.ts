import { identifierSystems, identifierValue, moneyOf, parseVnDate, personLine, toVnDay, xu } from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Invoice, Money, PaymentNotice, Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import {
  type BankDay,
  emptyDay,
  permille,
  type Tally,
  unbankedReason,
  withNotice,
  withPaper,
} from '../rules/bank-day.ts';
import { awaitsBank } from '../rules/bank-match.ts';
import { boardTokens, dayQuery, memoOf, moneyStateOf, statedDong, toldDong } from '../rules/bank-money.ts';
import { dongOf, turnOf } from '../rules/bill.ts';
import { allMethods, type Method, methodName } from '../rules/payment-method.ts';

interface Sum {
  readonly count: number;
  readonly amount: Money;
}

interface OpenMoney {
  readonly task: Reference;
  readonly notice: Reference;
  readonly amount: Money;
  /** in the statement, when it says another amount */
  readonly stated?: Money;
  readonly memo: string;
  readonly label: string;
  readonly reason: string;
  /** who the reference belongs to */
  readonly patient?: Reference;
}

interface OpenReceipt {
  readonly receipt: Reference;
  readonly number: string;
  readonly amount: Money;
  readonly at: string;
  readonly name: string;
  readonly cashier?: string;
  readonly encounter: Reference;
  readonly patient?: Reference;
}

export interface BankDayAnswer {
  readonly date: string;
  readonly bank: Sum;
  readonly stated: Sum;
  readonly booked: Sum;
  readonly difference: Money;
  readonly explained: Sum;
  /** its part of the difference: receipt and money of two days */
  readonly otherDay: Money;
  readonly method: readonly (Sum & { readonly method: Method; readonly name: string; readonly back: Money })[];
  readonly cashless: { readonly byCount: number; readonly byValue: number };
  /** how much waits for somebody; the lists below are cut after two hundred each */
  readonly open: { readonly waiting: Sum; readonly differing: Sum; readonly unbanked: Sum };
  readonly waiting: readonly OpenMoney[];
  readonly differing: readonly OpenMoney[];
  readonly unbanked: readonly OpenReceipt[];
}

const MOST_OPEN = 200;
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const many = (name: string, part: readonly OperationParameter[]): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max: '*',
  part,
});
const sum = (name: string): OperationParameter => ({
  name,
  use: 'out',
  min: 1,
  max: '1',
  part: [out('count', 'integer'), out('amount', 'Money')],
});

const openMoneyParts: readonly OperationParameter[] = [
  out('task', 'Reference'),
  out('notice', 'Reference'),
  out('amount', 'Money'),
  out('stated', 'Money', 0),
  ...['memo', 'label', 'reason'].map((name) => out(name, 'string')),
  out('patient', 'Reference', 0),
];

const parameter: readonly OperationParameter[] = [
  { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
  out('date', 'date'),
  ...['bank', 'stated', 'booked'].map(sum),
  out('difference', 'Money'),
  sum('explained'),
  out('otherDay', 'Money'),
  many('method', [
    out('method', 'code'),
    out('name', 'string'),
    out('count', 'integer'),
    out('amount', 'Money'),
    out('back', 'Money'),
  ]),
  { name: 'cashless', use: 'out', min: 1, max: '1', part: [out('byCount', 'decimal'), out('byValue', 'decimal')] },
  { name: 'open', use: 'out', min: 1, max: '1', part: ['waiting', 'differing', 'unbanked'].map(sum) },
  many('waiting', openMoneyParts),
  many('differing', openMoneyParts),
  many('unbanked', [
    out('receipt', 'Reference'),
    out('number', 'string'),
    out('amount', 'Money'),
    out('at', 'dateTime'),
    out('name', 'string'),
    out('cashier', 'string', 0),
    out('encounter', 'Reference'),
    out('patient', 'Reference', 0),
  ]),
];

const dong = (whole: bigint): Money => moneyOf(xu(whole * 100n));
const sumOf = ({ count, dong: whole }: Tally): Sum => ({ count, amount: dong(whole) });

/** All of a search, page after page, without holding it. */
async function each<T extends 'Invoice' | 'PaymentNotice'>(
  ctx: Context,
  type: T,
  query: readonly string[][],
  take: (one: T extends 'Invoice' ? Invoice : PaymentNotice) => void,
): Promise<void> {
  const text = new URLSearchParams([...query, ['_count', '500']]).toString();
  let cursor: string | undefined;
  do {
    const page = await ctx.store.page(type, text, cursor);
    for (const one of page.items) take(one as Parameters<typeof take>[0]); // the engine answers with the type asked for
    cursor = page.next;
  } while (cursor !== undefined);
}

interface Gathered {
  readonly day: BankDay;
  readonly waiting: readonly PaymentNotice[];
  readonly differing: readonly PaymentNotice[];
  readonly unbanked: readonly Invoice[];
}

/** One pass over each side; of what is open no more is held than is shown. */
async function gather(ctx: Context, date: string): Promise<Gathered> {
  let day = emptyDay();
  const waiting: PaymentNotice[] = [];
  const differing: PaymentNotice[] = [];
  const unbanked: Invoice[] = [];
  await each(ctx, 'PaymentNotice', [['_tag', boardTokens(date)]], (notice) => {
    day = withNotice(day, notice);
    const state = moneyStateOf(notice);
    const list = state === 'waiting' ? waiting : state === 'differs' ? differing : undefined;
    if (list !== undefined && list.length < MOST_OPEN) list.push(notice);
  });
  await each(ctx, 'Invoice', [['status', 'balanced'], ...dayQuery(date)], (paper) => {
    day = withPaper(day, paper);
    const isOpen = awaitsBank(paper) && unbankedReason(paper) === undefined;
    if (isOpen && unbanked.length < MOST_OPEN) unbanked.push(paper);
  });
  return { day, waiting, differing, unbanked };
}

function openMoney(notice: PaymentNotice, task: Task): OpenMoney {
  const stated = statedDong(notice);
  const told = toldDong(notice);
  return {
    task: { reference: `Task/${task.id}` },
    notice: { reference: `PaymentNotice/${notice.id}` },
    amount: dong(told),
    ...(stated === undefined || stated === told ? {} : { stated: dong(stated) }),
    memo: memoOf(notice),
    label: notice.payment.display ?? '',
    reason: task.reasonCode?.text ?? task.description ?? '',
    ...(task.for === undefined ? {} : { patient: task.for }),
  };
}

async function openMoneyOf(ctx: Context, notices: readonly PaymentNotice[]): Promise<OpenMoney[]> {
  const at = ({ id }: PaymentNotice) => `PaymentNotice/${id}`;
  const tasks = await searchEach(ctx.store, 'Task', 'focus', notices.map(at), 'status=requested');
  const byFocus = new Map(tasks.map((task) => [task.focus?.reference, task]));
  return notices.flatMap((notice) => {
    const task = byFocus.get(at(notice));
    return task === undefined ? [] : [openMoney(notice, task)];
  });
}

async function openReceiptsOf(ctx: Context, receipts: readonly Invoice[], date: string): Promise<OpenReceipt[]> {
  const idOf = ({ subject }: Invoice) => subject?.reference?.split('/')[1] ?? '';
  const patients = await searchEach(ctx.store, 'Patient', '_id', receipts.map(idOf));
  const byId = new Map(patients.map((patient) => [patient.id, patient]));
  return receipts.map((receipt) => {
    const cashier = receipt.participant?.[0]?.actor.display;
    return {
      receipt: { reference: `Invoice/${receipt.id}` },
      number: identifierValue(receipt, identifierSystems.receiptNumber) ?? '',
      amount: dong(dongOf(receipt)),
      at: receipt.date ?? '',
      name: personLine(byId.get(idOf(receipt)), date).name,
      ...(cashier === undefined ? {} : { cashier }),
      encounter: { reference: `Encounter/${turnOf(receipt)?.encounterId}` },
      ...(receipt.subject === undefined ? {} : { patient: receipt.subject }),
    };
  });
}

/** GET PaymentReconciliation/$bank-day: what the bank says of a day beside what the counter has booked, and what does not fit. */
export const bankDay: Operation<{ readonly date?: string }, BankDayAnswer> = {
  definition: {
    code: 'bank-day',
    title: { vi: 'Đối soát ngân hàng trong ngày', en: 'Bank reconciliation of a day' },
    resource: ['PaymentReconciliation'],
    level: 'type',
    affectsState: false,
    parameter,
    allow: ['cashier'],
  },
  async run(ctx, _id, input) {
    const date = input.date === undefined ? toVnDay(ctx.now()) : parseVnDate(input.date, 'date');
    if (date.length !== 10) throw errors.badDate({ at: 'date' });
    const { day, ...open } = await gather(ctx, date);
    const [waiting, differing, unbanked] = await Promise.all([
      openMoneyOf(ctx, open.waiting),
      openMoneyOf(ctx, open.differing),
      openReceiptsOf(ctx, open.unbanked, date),
    ]);
    return {
      date,
      bank: sumOf(day.bank),
      stated: sumOf(day.stated),
      booked: sumOf(day.booked),
      difference: dong(day.difference),
      explained: sumOf(day.explained),
      otherDay: dong(day.otherDay),
      method: allMethods.map((method) => ({
        method,
        name: methodName(method),
        ...sumOf(day.methods[method]),
        back: dong(day.methods[method].back),
      })),
      cashless: {
        byCount: permille(BigInt(day.cashless.count), BigInt(day.taken.count)) / 10,
        byValue: permille(day.cashless.dong, day.taken.dong) / 10,
      },
      open: { waiting: sumOf(day.waiting), differing: sumOf(day.differing), unbanked: sumOf(day.unbanked) },
      waiting,
      differing,
      unbanked,
    };
  },
};
