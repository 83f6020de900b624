import type { Subscription } from '@lienmach/system-kit';
import { followDebt } from '../operations/note-debts.ts';
import { counterPaper } from '../rules/counter-paper.ts';

/** Money was taken, given back or its receipt cancelled: the debt of a visit that is over follows. */
export const onPaperWritten: Subscription<'Invoice'> = {
  id: 'on-paper-written',
  on: 'Invoice',
  when: (invoice) => counterPaper(invoice)?.visit !== undefined,
  actAs: ['ledger', 'ledger-keeper'],
  async react(ctx, invoice) {
    const visit = counterPaper(invoice)?.visit;
    if (visit !== undefined) await followDebt(ctx, visit);
  },
};
