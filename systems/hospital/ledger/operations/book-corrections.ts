import { identifierSystems, moneyOf, sumXu, toVnDay } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { correctionResource } from '../exchange/correction-resource.ts';
import { correctionsOfDay } from '../rules/correction.ts';
import { debitOf, type JournalEntry } from '../rules/journal-entry.ts';
import { monthPeriod } from '../rules/period.ts';
import { deriveDay } from './derive-day.ts';
import { closedEntries, closedMonths } from './load-closed.ts';
import { correctionsOf } from './load-corrections.ts';

interface Booked {
  readonly booked: number;
  /** Σ debit of what was booked now */
  readonly turnover: Money;
  readonly id: readonly string[];
}

/** ids that the answer names; all are in the journal of today */
const SHOWN = 100;
const out = (name: string, type: string, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min: max === '1' ? 1 : 0,
  max,
  type,
});

const isOwn = ({ kind }: JournalEntry): boolean => kind !== 'correction';

/**
 * POST Account/$book-corrections: what the record says today of a closed month, less what the book says, is booked into the
 * open month. Asked again it books nothing.
 */
export const bookCorrections: Operation<{ readonly month: string }, Booked> = {
  definition: {
    code: 'book-corrections',
    title: { vi: 'Ghi bút toán điều chỉnh', en: 'Book corrections of a closed month' },
    resource: ['Account'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      out('booked', 'integer'),
      out('turnover', 'Money'),
      out('id', 'string', '*'),
    ],
    allow: ['accountant'],
    readsAs: ['ledger', 'ledger-keeper'],
  },
  async run(ctx, _id, { month }) {
    const { store } = ctx;
    const [closed] = await closedMonths(store, monthPeriod(month));
    if (closed === undefined) throw errors.notClosed({ at: 'month', month });
    const now = ctx.now();
    const booked: JournalEntry[] = [];
    for (const day of closed.days) {
      const [was, since, is] = [
        await closedEntries(store, day),
        await correctionsOf(store, day.day),
        await deriveDay(store, day.day),
      ];
      const entries = correctionsOfDay(was.filter(isOwn), since, is.filter(isOwn), {
        of: day.day,
        today: toVnDay(now),
      });
      for (const entry of entries) {
        const identifier = { system: identifierSystems.journalEntry, value: entry.id };
        await store.createIfNone(identifier, correctionResource(entry, day.day, now));
      }
      booked.push(...entries);
    }
    return {
      booked: booked.length,
      turnover: moneyOf(sumXu(booked.map(debitOf))),
      id: booked.slice(0, SHOWN).map(({ id }) => id),
    };
  },
};
