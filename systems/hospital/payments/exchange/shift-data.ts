import { dongWords, extensions, formatDong, formatVnTime, parseInstant, xu, xuOfMoney } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { PaymentReconciliation } from 'fhir/r4';

const dong = (whole: bigint): string => formatDong(xu(whole * 100n));

interface CountedNote {
  readonly denomination: number;
  readonly pieces: number;
}

/** Banknotes as they were counted at the end, biggest first. */
const notesOf = ({ extension = [] }: PaymentReconciliation): CountedNote[] =>
  extension
    .filter(({ url }) => url === extensions.cashCount)
    .filter(({ extension: parts }) => parts?.some(({ url, valueCode }) => url === 'phase' && valueCode === 'close'))
    .map(({ extension: parts }) => {
      const number = (name: string) => parts?.find(({ url }) => url === name)?.valueInteger ?? 0;
      return { denomination: number('denomination'), pieces: number('pieces') };
    })
    .sort((a, b) => b.denomination - a.denomination);

const time = (dateTime: string | undefined): string | undefined =>
  dateTime === undefined ? undefined : formatVnTime(parseInstant(dateTime));

/** The values of `forms/shift-layout.ts`. */
export function shiftData(shift: PaymentReconciliation): LayoutData {
  const notes = notesOf(shift);
  const counted = notes.reduce((sum, { denomination, pieces }) => sum + BigInt(denomination) * BigInt(pieces), 0n);
  const end = shift.period?.end;
  return {
    cashier: shift.requestor?.display,
    counter: shift.disposition,
    began: time(shift.period?.start),
    ended: time(end),
    lines: (shift.detail ?? []).map(({ type, amount }) => ({
      name: type.text,
      amount: amount === undefined ? undefined : formatDong(xuOfMoney(amount)),
    })),
    notes: notes.map(({ denomination, pieces }) => ({
      denomination: dong(BigInt(denomination)),
      pieces: String(pieces),
      amount: dong(BigInt(denomination) * BigInt(pieces)),
    })),
    counted: dong(counted),
    countedWords: dongWords(Number(counted)),
    note: shift.processNote?.[0]?.text,
    date: end === undefined ? undefined : dateLine(parseInstant(end)),
  };
}
