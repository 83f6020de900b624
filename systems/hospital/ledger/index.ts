import { defineSystem } from '@lienmach/system-kit';
import { bookCorrections } from './operations/book-corrections.ts';
import { checkMoney } from './operations/check-money.ts';
import { closePeriod } from './operations/close-period.ts';
import { journal } from './operations/journal.ts';

export const ledger = defineSystem({
  id: 'ledger',
  title: { vi: 'Sổ kế toán viện phí', en: 'Ledger' },
  operations: [journal, checkMoney, closePeriod, bookCorrections],
});
