import { identifierSystems, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { BundleEntry, Invoice, PaymentNotice, Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { awaitsBank } from '../rules/bank-match.ts';
import { bankedReceipt, moneyKeyOf, toldDong, withMoneyState } from '../rules/bank-money.ts';
import { dongOf, turnOf } from '../rules/bill.ts';
import { parameterAt, readReason } from '../rules/money-input.ts';
import { isDifference, isParkedTransfer } from '../rules/parked-transfer.ts';
import { putEntry } from './arrival-entries.ts';
import { loadBill } from './load-bill.ts';
import { type Beside, dongText, earlierTurn, writeTurn } from './write-turn.ts';

interface SettleInput {
  /** the visit the money belongs to */
  readonly encounter?: Reference;
  /** the receipt by transfer that it pays; neither: it goes back outside this program, or the difference is explained */
  readonly receipt?: Reference;
  readonly reason: string;
}

async function write(ctx: Context, entry: readonly BundleEntry[]): Promise<void> {
  await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry: [...entry] });
}

const idIn = (reference: Reference, type: string): string | undefined =>
  new RegExp(`^${type}/(.+)$`).exec(reference.reference ?? '')?.[1];

/** The money becomes a paper of its own in the visit, in one transaction with the decision: of two who decide one wins. */
async function allocate(
  ctx: Context,
  notice: PaymentNotice,
  encounter: Reference,
  reason: string,
  decided: Beside,
): Promise<void> {
  const visit = idIn(encounter, 'Encounter');
  if (visit === undefined) throw errors.unknownVisit({ at: parameterAt('encounter') });
  const dong = toldDong(notice);
  const key = `tien-ve-${notice.id}`;
  const loaded = await loadBill(ctx, visit);
  const earlier = earlierTurn(loaded.bill.receipts, { key, dong, method: 'transfer' });
  if (earlier !== undefined) return write(ctx, decided({ reference: `Invoice/${earlier.id}` }));
  const proof = [{ system: identifierSystems.bankReference, value: moneyKeyOf(notice) }];
  const turn = { kind: 'deposit', dong, method: 'transfer', key, reason, proof } as const;
  await writeTurn(ctx, visit, loaded, turn, decided);
}

/** The receipt that this money pays, exactly. @throws payments.notAwaitingBank, payments.amountsDiffer */
async function receiptFor(ctx: Context, notice: PaymentNotice, reference: Reference): Promise<Invoice> {
  const at = parameterAt('receipt');
  const id = idIn(reference, 'Invoice');
  if (id === undefined) throw errors.notAwaitingBank({ at });
  const receipt = await ctx.store.read('Invoice', id);
  if (!awaitsBank(receipt)) throw errors.notAwaitingBank({ at, detail: receipt.status });
  const [given, asked] = [toldDong(notice), dongOf(receipt)];
  if (given !== asked) throw errors.amountsDiffer({ at, given: dongText(given), asked: dongText(asked) });
  return receipt;
}

/** Whose visit the money is: money without one went back. */
function visitOf(encounter: Reference | undefined, receipt: Invoice | undefined): Pick<Task, 'encounter'> {
  const turn = receipt === undefined ? undefined : turnOf(receipt);
  const reference = turn === undefined ? encounter?.reference : `Encounter/${turn.encounterId}`;
  return reference === undefined ? {} : { encounter: { reference } };
}

/**
 * POST Task/{id}/$settle-transfer: a person says whose the money is, which receipt it pays, or that it goes back. For a visit it
 * becomes a paper of its own and counts as paid; what is then too much is given back as any other refund.
 */
export const settleTransfer: Operation<SettleInput, Task> = {
  definition: {
    code: 'settle-transfer',
    title: { vi: 'Xử lý tiền chuyển khoản chưa khớp', en: 'Settle an unmatched transfer' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'encounter', use: 'in', min: 0, max: '1', type: 'Reference' },
      { name: 'receipt', use: 'in', min: 0, max: '1', type: 'Reference' },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, { encounter, receipt, reason }) {
    if (encounter !== undefined && receipt !== undefined) throw errors.onlyOneTarget({ at: parameterAt('receipt') });
    const said = readReason(reason);
    const task = await ctx.store.read('Task', id);
    if (!isParkedTransfer(task)) throw errors.notAParkedTransfer({ at: 'Task.status', detail: task.status });
    const isAssigned = encounter !== undefined || receipt !== undefined;
    if (isAssigned && isDifference(task)) throw errors.onlyExplained({ at: 'Task.reasonCode' });
    const notice = await ctx.store.follow('PaymentNotice', task.focus);
    const awaiting = receipt === undefined ? undefined : await receiptFor(ctx, notice, receipt);
    const done: Task = {
      ...task,
      status: 'completed',
      statusReason: { text: said },
      owner: ctx.actor,
      lastModified: toVnIso(ctx.now()),
      ...visitOf(encounter, awaiting),
    };
    const decided = (paid?: Reference) => [
      putEntry(done),
      putEntry(withMoneyState(notice, paid === undefined ? 'settled' : 'matched', paid)),
    ];
    if (encounter !== undefined) await allocate(ctx, notice, encounter, said, decided);
    else if (awaiting === undefined) await write(ctx, decided());
    else {
      const banked = putEntry(bankedReceipt(awaiting, moneyKeyOf(notice)));
      await write(ctx, [...decided({ reference: `Invoice/${awaiting.id}` }), banked]);
    }
    return ctx.store.read('Task', id);
  },
};
