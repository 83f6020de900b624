import { identifierSystems, identifierValue, xuOfMoney } from '@lienmach/core';
import type { Invoice, Money, PaymentReconciliation, Task } from 'fhir/r4';
import type { Dice } from './dice.ts';
import { type Person, type SimulatedHouse, vnd } from './simulated-house.ts';
import { charge, endVisit, type SimulatedVisit, takeBack } from './simulated-visit.ts';

/** Everything that one visit needs at the window. */
export interface Window {
  readonly house: SimulatedHouse;
  readonly dice: Dice;
  readonly cashier: Person;
  readonly visit: SimulatedVisit;
  /** a new number for a key, a transaction of the bank */
  next(): string;
}

const inDong = (money: Money): bigint => xuOfMoney(money) / 100n;

async function dueOf({ cashier, visit }: Window): Promise<bigint> {
  const { due } = await cashier.call<{ due: Money }>('$cost-statement', visit.at);
  return inDong(due);
}

async function payCash(window: Window): Promise<Invoice | undefined> {
  const due = await dueOf(window);
  if (due <= 0n) return undefined;
  const input = { method: 'cash', amount: vnd(due), key: window.next() };
  return window.cashier.call<Invoice>('$collect', window.visit.at, input);
}

const tell = ({ house, next }: Window, dong: bigint, memo: string) =>
  house.bank.call<{ state: string }>('Invoice/$bank-notice', undefined, {
    transaction: `GD${next()}`,
    incoming: true,
    amount: vnd(dong),
    memo,
    account: house.hospital.site.bankAccount?.number ?? '',
    at: house.hospital.now().toISOString(),
  });

/** A code is shown, the bank tells of the money. @param wrong  đồng too much */
async function payTransfer(window: Window, wrong = 0n): Promise<void> {
  const due = await dueOf(window);
  if (due <= 0n) return;
  const { reference } = await window.cashier.call<{ reference: string }>('$payment-qr', window.visit.at);
  window.house.tick(0.05);
  await tell(window, due + wrong, `MBVCB.${reference}.CT`);
}

async function parkedTask({ house }: Window): Promise<Task | undefined> {
  const found = await house.hospital
    .as('tool')
    .store.search('Task', 'status=requested&_sort=-_lastUpdated&_count=5', 5000);
  return found.find(({ code }) => code?.coding?.some((coding) => coding.code === 'bank-unmatched'));
}

const takeDeposit = ({ cashier, visit, next }: Window, dong: bigint, method = 'cash') =>
  cashier.call<Invoice>('$deposit', visit.at, { method, amount: vnd(dong), key: next() });

const amountOf = ({ totalGross }: Invoice): bigint => (totalGross === undefined ? 0n : inDong(totalGross));

/** What is left of each paper of the visit that took money, the largest first. */
async function refundable({ house, visit }: Window): Promise<{ id: string; left: bigint }[]> {
  const found = await house.hospital
    .as('tool')
    .store.search('Invoice', `subject=${visit.encounter.subject?.reference}`);
  const papers = found.filter(
    (one) => one.status === 'balanced' && identifierValue(one, identifierSystems.receiptNumber) !== undefined,
  );
  const isRefundOf = (refund: Invoice, paper: Invoice) =>
    refund.extension?.some(({ valueReference }) => valueReference?.reference === `Invoice/${paper.id}`) ?? false;
  return papers
    .filter((paper) => amountOf(paper) > 0n)
    .map((paper) => ({
      id: paper.id ?? '',
      left: papers.reduce((sum, one) => (isRefundOf(one, paper) ? sum + amountOf(one) : sum), amountOf(paper)),
    }))
    .toSorted((a, b) => Number(b.left - a.left));
}

/** What was taken too much goes back on the papers that took it, as many as it needs. */
async function giveBack(window: Window): Promise<void> {
  const { house, cashier, next } = window;
  for (const { id, left } of await refundable(window)) {
    const over = -(await dueOf(window));
    if (over <= 0n) return;
    if (left <= 0n) continue;
    house.tick(0.05);
    const input = { amount: vnd(over < left ? over : left), reason: 'Trả lại tiền thừa', method: 'cash', key: next() };
    await cashier.call('$refund', `Invoice/${id}`, input);
  }
}

const paidAnything = async ({ cashier, visit }: Window): Promise<boolean> =>
  inDong((await cashier.call<{ paid: Money }>('$cost-statement', visit.at)).paid) > 0n;

/** Days later: somebody pays what was left, or a service turns out not to have been done and money goes back. */
export async function comeBack(window: Window): Promise<void> {
  if (window.dice.once(2)) return void (await payCash(window));
  await takeBack(window.house, window.visit);
  await giveBack(window);
}

async function cancelled(window: Window, paper: Invoice): Promise<void> {
  const { cashier, house } = window;
  const task = await cashier.call<Task>('$cancel-receipt', `Invoice/${paper.id}`, { reason: 'Thu nhầm hình thức' });
  house.tick(0.05);
  await house.checker.call('$approve-cancel', `Task/${task.id}`);
  house.tick(0.05);
}

type Ending = (window: Window) => Promise<void>;

const end = ({ house, visit }: Window) => endVisit(house, visit);

/** How a visit can meet the counter. */
export const endings: Readonly<Record<string, Ending>> = {
  'trả tiền mặt sau khi kết thúc': async (window) => {
    await end(window);
    await payCash(window);
  },
  'trả bằng VietQR': async (window) => {
    await payTransfer(window);
    await end(window);
  },
  'trả bằng VietQR, lấy hóa đơn': async (window) => {
    await end(window);
    await payTransfer(window);
    await giveBack(window);
    const input = { key: window.next(), buyerName: 'Người Thử', personalNumber: '099086990101' };
    if (window.visit.charges.length > 0 && (await paidAnything(window))) {
      await window.cashier.call('$issue-invoice', window.visit.at, input);
    }
  },
  'tạm ứng nhiều hơn chi phí, được hoàn': async (window) => {
    await takeDeposit(window, 20_000_000n);
    await end(window);
    await giveBack(window);
  },
  'tạm ứng ít hơn chi phí, thu thêm': async (window) => {
    await takeDeposit(window, 1_000n);
    await end(window);
    await payCash(window);
  },
  'trả rồi có thêm chỉ định': async (window) => {
    await payCash(window);
    await charge(window.house, window.dice, window.visit);
    await payTransfer(window);
    await end(window);
  },
  'trả rồi bỏ bớt một dịch vụ': async (window) => {
    await payCash(window);
    await takeBack(window.house, window.visit);
    await giveBack(window);
    await end(window);
  },
  'hủy phiếu, người khác duyệt, thu lại bằng chuyển khoản': async (window) => {
    const paper = await payCash(window);
    if (paper !== undefined) await cancelled(window, paper);
    await payTransfer(window);
    await end(window);
  },
  'ra về chưa trả': end,
  'chuyển khoản thừa, nhập vào lượt khám, phần thừa hoàn lại': async (window) => {
    await end(window);
    await payTransfer(window, 1_500n);
    const task = await parkedTask(window);
    const encounter = { reference: window.visit.at };
    if (task !== undefined) {
      await window.cashier.call('$settle-transfer', `Task/${task.id}`, { encounter, reason: 'Đúng người bệnh này' });
    }
    await giveBack(window);
  },
  'tiền lạ vào tài khoản, trả lại': async (window) => {
    await tell(window, 77_000n, 'chuyen tien');
    const task = await parkedTask(window);
    if (task !== undefined) {
      await window.cashier.call('$settle-transfer', `Task/${task.id}`, { reason: 'Không phải tiền viện phí' });
    }
    await end(window);
    await payCash(window);
  },
  'tiền lạ vào tài khoản, chưa ai xử lý': async (window) => {
    await tell(window, 123_000n, 'ung ho');
    await end(window);
    await payCash(window);
  },
};

const notes = [500_000n, 200_000n, 100_000n, 50_000n, 20_000n, 10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n];

/** An amount in banknotes, the largest first; what is below the smallest note stays out. */
export function inNotes(dong: bigint): {
  readonly count: { denomination: number; pieces: number }[];
  readonly rest: bigint;
} {
  let rest = dong < 0n ? 0n : dong;
  const count = notes.flatMap((note) => {
    const pieces = rest / note;
    rest %= note;
    return pieces === 0n ? [] : [{ denomination: Number(note), pieces: Number(pieces) }];
  });
  return { count, rest: dong < 0n ? dong : rest };
}

/** The drawer is counted; coins below a hundred đồng do not exist, so that most drawers differ by a little. @param lost  đồng that are gone */
export async function countDrawer(cashier: Person, lost: bigint): Promise<PaymentReconciliation> {
  const { expectedCash } = await cashier.call<{ expectedCash: Money }>('Invoice/$shift', undefined);
  const { count, rest } = inNotes(inDong(expectedCash) - lost);
  const note = rest + lost === 0n ? {} : { note: 'Lệch do tiền lẻ, đã báo kế toán' };
  const closed = await cashier.call<{ shift: PaymentReconciliation }>('Invoice/$close-shift', undefined, {
    count,
    ...note,
  });
  return closed.shift;
}
