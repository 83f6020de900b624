import { codeSystems, extensions, identifierSystems, identifierValue, moneyOf, parseXu, type Xu } from '@lienmach/core';
import type { Basic, Extension, Reference } from 'fhir/r4';

const CLOSED = 'closed-period';

/** One day of a closed month: where its entries lie, and what they must be. */
export interface ClosedDay {
  readonly day: string;
  /** `Binary/id` */
  readonly content: string;
  /** SHA-256 of the text, hexadecimal */
  readonly digest: string;
  readonly entries: number;
  /** Σ debit = Σ credit */
  readonly turnover: Xu;
}

export interface ClosedMonth {
  readonly month: string;
  readonly days: readonly ClosedDay[];
}

const dayExtension = ({ day, content, digest, entries, turnover }: ClosedDay): Extension => ({
  url: extensions.closedDay,
  extension: [
    { url: 'day', valueDate: day },
    { url: 'content', valueReference: { reference: content } },
    { url: 'digest', valueString: digest },
    { url: 'entries', valueInteger: entries },
    { url: 'turnover', valueMoney: moneyOf(turnover) },
  ],
});

/** The month as it was closed, and by whom. @param reason  why it was closed although something did not fit */
export const closedMonthResource = (
  { month, days }: ClosedMonth,
  by: Reference,
  on: string,
  reason: string | undefined,
): Basic => ({
  resourceType: 'Basic',
  identifier: [{ system: identifierSystems.accountingPeriod, value: month }],
  code: {
    coding: [{ system: codeSystems.ledger, code: CLOSED }],
    text: reason === undefined ? `Khóa sổ tháng ${month}` : `Khóa sổ tháng ${month}: ${reason}`,
  },
  created: on,
  author: by,
  extension: days.map(dayExtension),
});

function readDay({ extension: parts = [] }: Extension): ClosedDay {
  const part = (url: string) => parts.find((one) => one.url === url);
  return {
    day: part('day')?.valueDate ?? '',
    content: part('content')?.valueReference?.reference ?? '',
    digest: part('digest')?.valueString ?? '',
    entries: part('entries')?.valueInteger ?? 0,
    turnover: parseXu(part('turnover')?.valueMoney?.value ?? 0),
  };
}

/** The other way. */
export const readClosedMonth = (basic: Basic): ClosedMonth => ({
  month: identifierValue(basic, identifierSystems.accountingPeriod) ?? '',
  days: (basic.extension ?? []).filter(({ url }) => url === extensions.closedDay).map(readDay),
});
