import { moneyOf, present, sumXu } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Binary, Money, Reference } from 'fhir/r4';
import { accountOf, type OwnAccounts } from '../catalogs/chart-of-accounts.ts';
import { journalCsv } from '../exchange/journal-csv.ts';
import { cursorText, readCursor } from '../rules/journal-cursor.ts';
import { creditOf, debitOf, type JournalEntry } from '../rules/journal-entry.ts';
import { readPeriod } from '../rules/period.ts';
import { sectionNames, walkJournal } from './walk-journal.ts';

interface JournalInput {
  readonly from: string;
  readonly to: string;
  readonly cursor?: string;
  /** `csv`: lines of text instead of entries */
  readonly format?: string;
}

interface ShownEntry {
  readonly id: string;
  readonly date: string;
  readonly kind: string;
  readonly source: Reference;
  readonly number?: string;
  readonly visit?: Reference;
  readonly text: string;
  readonly line: readonly {
    readonly account: string;
    readonly name: string;
    readonly debit: Money;
    readonly credit: Money;
  }[];
}

interface JournalAnswer {
  readonly entry: readonly ShownEntry[];
  readonly csv?: Binary;
  readonly count: number;
  readonly debit: Money;
  readonly credit: Money;
  readonly next?: string;
}

/** entries after which a page ends */
const ENOUGH = 200;
/** looks into the record after which it ends too, however little there was: quiet months are asked for in parts */
const MOST_LOOKS = 120;

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const entryParts: readonly OperationParameter[] = [
  out('id', 'string'),
  out('date', 'date'),
  out('kind', 'code'),
  out('source', 'Reference'),
  out('number', 'string', 0),
  out('visit', 'Reference', 0),
  out('text', 'string'),
  {
    name: 'line',
    use: 'out',
    min: 2,
    max: '*',
    part: [out('account', 'code'), out('name', 'string'), out('debit', 'Money'), out('credit', 'Money')],
  },
];

const shown = (entry: JournalEntry, own: OwnAccounts): ShownEntry => ({
  id: entry.id,
  date: entry.day,
  kind: entry.kind,
  source: { reference: entry.source },
  text: entry.text,
  line: entry.lines.map((line) => {
    const { code, name } = accountOf(line.role, entry.day, own);
    return { account: code, name, debit: moneyOf(line.debit), credit: moneyOf(line.credit) };
  }),
  ...present({ number: entry.number, visit: entry.visit === undefined ? undefined : { reference: entry.visit } }),
});

const csvOf = (text: string): Binary => ({
  resourceType: 'Binary',
  contentType: 'text/csv;charset=utf-8',
  data: Buffer.from(text, 'utf8').toString('base64'),
});

/**
 * GET Account/$journal: the double-entry journal of a period, a page at a time; with `format=csv` as lines for accounting
 * software. Entries have one number for ever; closed months are told as they were closed.
 */
export const journal: Operation<JournalInput, JournalAnswer> = {
  definition: {
    code: 'journal',
    title: { vi: 'Sổ nhật ký chung', en: 'Journal' },
    resource: ['Account'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'from', use: 'in', min: 1, max: '1', type: 'date' },
      { name: 'to', use: 'in', min: 1, max: '1', type: 'date' },
      { name: 'cursor', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'format', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'entry', use: 'out', min: 0, max: '*', part: entryParts },
      { name: 'csv', use: 'out', min: 0, max: '1', type: 'Binary' },
      out('count', 'integer'),
      out('debit', 'Money'),
      out('credit', 'Money'),
      out('next', 'string', 0),
    ],
    allow: ['accountant'],
    readsAs: ['ledger'],
  },
  async run(ctx, _id, { from, to, cursor, format }) {
    const period = readPeriod(from, to);
    const start = cursor === undefined ? undefined : readCursor(cursor, [...sectionNames, 'closed'] as const, period);
    const entries: JournalEntry[] = [];
    let next: string | undefined;
    let looks = 0;
    for await (const page of walkJournal(ctx.store, period, start)) {
      entries.push(...page.entries);
      next = page.next === undefined ? undefined : cursorText(page.next);
      looks += 1;
      if (entries.length >= ENOUGH || looks >= MOST_LOOKS) break;
    }
    const own = ctx.site.ledgerAccounts ?? {};
    const isText = format === 'csv';
    return {
      entry: isText ? [] : entries.map((entry) => shown(entry, own)),
      count: entries.length,
      debit: moneyOf(sumXu(entries.map(debitOf))),
      credit: moneyOf(sumXu(entries.map(creditOf))),
      ...present({ csv: isText ? csvOf(journalCsv(entries, own, start === undefined)) : undefined, next }),
    };
  },
};
