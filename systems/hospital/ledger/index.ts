import { defineSystem } from '@lienmach/system-kit';
import { bookCorrections } from './operations/book-corrections.ts';
import { checkMoney } from './operations/check-money.ts';
import { closePeriod } from './operations/close-period.ts';
import { debts } from './operations/debts.ts';
import { journal } from './operations/journal.ts';
import { onPaperWritten } from './subscriptions/on-paper-written.ts';
import { onShiftCounted } from './subscriptions/on-shift-counted.ts';

export const ledger = defineSystem({
  id: 'ledger',
  title: { vi: 'Sổ kế toán viện phí', en: 'Ledger' },
  operations: [journal, checkMoney, closePeriod, bookCorrections, debts],
  subscriptions: [onShiftCounted, onPaperWritten],
});
