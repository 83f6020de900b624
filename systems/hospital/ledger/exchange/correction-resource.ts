import { codeSystems, extensions, identifierSystems, moneyOf, parseXu, present, toVnDay } from '@lienmach/core';
import type { Basic, Extension } from 'fhir/r4';
import type { AccountRole } from '../catalogs/chart-of-accounts.ts';
import type { JournalEntry, JournalLine } from '../rules/journal-entry.ts';

export const CORRECTION = 'correction';
/** Corrections of one closed day, for one token search. */
export const correctionOfDay = (day: string): string => `correction-of-${day}`;

const lineExtension = ({ role, debit, credit }: JournalLine): Extension => ({
  url: 'line',
  extension: [
    { url: 'account', valueCode: role },
    { url: 'debit', valueMoney: moneyOf(debit) },
    { url: 'credit', valueMoney: moneyOf(credit) },
  ],
});

const text = (url: string, value: string | undefined): Extension[] =>
  value === undefined ? [] : [{ url, valueString: value }];

/** A correction of a closed day, as the record keeps it. @param of  the closed day */
export const correctionResource = (entry: JournalEntry, of: string, now: Date): Basic => ({
  resourceType: 'Basic',
  identifier: [{ system: identifierSystems.journalEntry, value: entry.id }],
  code: {
    coding: [
      { system: codeSystems.ledger, code: CORRECTION },
      { system: codeSystems.ledger, code: correctionOfDay(of) },
    ],
    text: 'Bút toán điều chỉnh kỳ đã khóa sổ',
  },
  created: toVnDay(now),
  extension: [
    {
      url: extensions.journalEntry,
      extension: [
        { url: 'source', valueString: entry.source },
        ...text('number', entry.number),
        ...text('visit', entry.visit),
        { url: 'text', valueString: entry.text },
        ...entry.lines.map(lineExtension),
      ],
    },
  ],
});

function readLine({ extension: parts = [] }: Extension): JournalLine {
  const part = (url: string) => parts.find((one) => one.url === url);
  return {
    role: (part('account')?.valueCode ?? 'surplus') as AccountRole, // written by us alone, from the list of roles
    debit: parseXu(part('debit')?.valueMoney?.value ?? 0),
    credit: parseXu(part('credit')?.valueMoney?.value ?? 0),
  };
}

/** The other way. */
export function readCorrection(basic: Basic): JournalEntry {
  const parts = basic.extension?.find(({ url }) => url === extensions.journalEntry)?.extension ?? [];
  const said = (url: string) => parts.find((part) => part.url === url)?.valueString;
  return {
    id: basic.identifier?.find(({ system }) => system === identifierSystems.journalEntry)?.value ?? '',
    day: basic.created ?? '',
    kind: 'correction',
    source: said('source') ?? '',
    text: said('text') ?? '',
    lines: parts.filter(({ url }) => url === 'line').map(readLine),
    ...present({ number: said('number'), visit: said('visit') }),
  };
}
