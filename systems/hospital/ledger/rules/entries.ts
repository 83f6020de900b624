/** @source TT 24/2024/TT-BTC, double entry of public service units: accounts of three figures (from memory); what is posted to which: own choice (unsure) */
import { vnDayOf } from '@lienmach/core';
import { accountOfWay } from '../catalogs/payment-methods.ts';
import type { BankMoney } from './bank-money.ts';
import type { CashShift } from './cash-shift.ts';
import type { CounterPaper } from './counter-paper.ts';
import type { IssuedInvoice } from './issued-invoice.ts';
import { credit, debit, type JournalEntry, type JournalLine, journalEntry, reversed } from './journal-entry.ts';
import type { PricedVisit } from './priced-visit.ts';

const words = { receipt: 'Thu viện phí', deposit: 'Thu tạm ứng viện phí', refund: 'Hoàn tiền người bệnh' } as const;

/** A refund by transfer leaves the account at once: nothing tells us of it later. */
const placeOf = (paper: CounterPaper): JournalLine =>
  debit(paper.way === 'transfer' && paper.amount < 0n ? 'bank' : accountOfWay[paper.way], paper.amount);

/**
 * Money over the counter: it lies in the drawer or on its way to the bank, and the patient owes less. A cancelled paper
 * keeps its entry; its cancellation is one of its own.
 *
 * @source TT 24/2024/TT-BTC, accounts 111, 113, 131 (from memory)
 */
export const paperEntry = (paper: CounterPaper): JournalEntry =>
  journalEntry({
    id: `phieu-${paper.id}`,
    day: vnDayOf(paper.at),
    kind: paper.kind,
    source: `Invoice/${paper.id}`,
    number: paper.number,
    ...(paper.visit === undefined ? {} : { visit: `Encounter/${paper.visit}` }),
    text: words[paper.kind],
    lines: [placeOf(paper), credit('patients', paper.amount)],
  });

/** @param day  on which the second person cancelled it. @source Luật Kế toán 88/2015/QH13 Điều 27, corrections are entries of their own (from memory) */
export const cancellationEntry = (paper: CounterPaper, day: string): JournalEntry => ({
  ...paperEntry(paper),
  id: `phieu-${paper.id}-huy`,
  day,
  kind: 'cancellation',
  text: `Hủy phiếu: ${words[paper.kind].toLowerCase()}`,
  lines: reversed(paperEntry(paper).lines),
});

/**
 * What a visit that ended has earned, and who owes it: the patient in whole đồng, the insurance, other funds.
 *
 * @source TT 24/2024/TT-BTC, accounts 131, 531 (from memory); insurance recognised when the visit ends, not when it is settled: own choice (unsure)
 */
export const visitEntry = (visit: PricedVisit, day: string): JournalEntry =>
  journalEntry({
    id: `luot-${visit.id}`,
    day,
    kind: 'visit',
    source: `Encounter/${visit.id}`,
    ...(visit.number === undefined ? {} : { number: visit.number }),
    visit: `Encounter/${visit.id}`,
    text: 'Chi phí lượt khám đã kết thúc',
    lines: [
      debit('patients', visit.payable),
      debit('insurer', visit.insurer),
      debit('other-funds', visit.otherFunds),
      credit('revenue-open', visit.hospital),
      credit(visit.rounding < 0n ? 'rounding-loss' : 'rounding-gain', visit.rounding),
    ],
  });

/** The drawer held more or less than it should. @source TT 24/2024/TT-BTC, accounts 138, 338 (from memory) */
export const shiftEntry = (shift: CashShift): JournalEntry =>
  journalEntry({
    id: `ca-${shift.id}`,
    day: vnDayOf(shift.end),
    kind: 'shift',
    source: `PaymentReconciliation/${shift.id}`,
    text: shift.difference < 0n ? 'Thiếu quỹ khi đóng ca' : 'Thừa quỹ khi đóng ca',
    lines: [debit('cash', shift.difference), credit(shift.difference < 0n ? 'shortage' : 'surplus', shift.difference)],
  });

/** Money on its way has arrived; money nobody waits for stays on the way until somebody says whose it is. @source TT 24/2024/TT-BTC, accounts 112, 113 (from memory) */
export const bankEntry = (money: BankMoney): JournalEntry =>
  journalEntry({
    id: `nh-${money.id}`,
    day: vnDayOf(money.at),
    kind: 'bank',
    source: `PaymentNotice/${money.id}`,
    text: 'Ngân hàng báo có',
    lines: [debit('bank', money.amount), credit('transfers', money.amount)],
  });

/** It was nobody's money and went back. @source TT 24/2024/TT-BTC, accounts 112, 113 (from memory) */
export const bankReturnEntry = (money: BankMoney, day: string): JournalEntry => ({
  ...bankEntry(money),
  id: `nh-${money.id}-tra`,
  day,
  kind: 'bank-return',
  text: 'Trả lại tiền chuyển khoản không thuộc lượt khám nào',
  lines: reversed(bankEntry(money).lines),
});

/** Revenue that has its electronic invoice. @source NĐ 254/2026/NĐ-CP Điều 9 (secondary); detail accounts: own choice (unsure) */
export const invoiceEntry = (invoice: IssuedInvoice): JournalEntry =>
  journalEntry({
    id: `hd-${invoice.id}`,
    day: invoice.day,
    kind: 'invoice',
    source: `Invoice/${invoice.id}`,
    ...(invoice.number === undefined ? {} : { number: invoice.number }),
    text: invoice.words,
    lines: [debit('revenue-open', invoice.change), credit('revenue-invoiced', invoice.change)],
  });
