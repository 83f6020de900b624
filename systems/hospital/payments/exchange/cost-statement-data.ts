import {
  dongWords,
  fixedText,
  formatDong,
  formatVnTime,
  identifierSystems,
  identifierValue,
  parseInstant,
  sumXu,
  type Xu,
  xu,
} from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { Encounter } from 'fhir/r4';
import type { Bill, BillLine } from '../rules/bill.ts';

/** without the sign of the đồng, which the foot of the table names once */
const figure = (amount: Xu): string => formatDong(amount).replace(' đ', '');
const whole = (dong: bigint): string => formatDong(xu(dong * 100n));

const quantityText = (quantity: bigint): string =>
  fixedText(quantity, 3)
    .replace(/\.?0+$/, '')
    .replace('.', ',');

type Column = 'hospital' | 'insurer' | 'coPaid' | 'selfPaid';

const figures = (part: (column: Column) => Xu): Record<Column, string> => ({
  hospital: figure(part('hospital')),
  insurer: figure(part('insurer')),
  coPaid: figure(part('coPaid')),
  selfPaid: figure(part('selfPaid')),
});

const lineOf = (line: BillLine, index: number): LayoutData => ({
  index: String(index + 1),
  name: line.name,
  unit: line.unit,
  quantity: quantityText(line.quantity),
  ...figures((column) => line[column]),
});

export interface StatementPaper {
  readonly encounter: Encounter;
  readonly bill: Bill;
  readonly card: string | undefined;
  readonly maker: string;
  readonly now: Date;
}

/** The values of `forms/cost-statement-layout.ts`. */
export function costStatementData({ encounter, bill, card, maker, now }: StatementPaper): LayoutData {
  const time = (dateTime: string | undefined) =>
    dateTime === undefined ? undefined : formatVnTime(parseInstant(dateTime));
  return {
    number: identifierValue(encounter, identifierSystems.recordNumber) ?? encounter.id,
    state: encounter.status === 'finished' ? 'đã kết thúc lượt khám' : 'tạm tính, lượt khám chưa kết thúc',
    card,
    began: time(encounter.period?.start),
    ended: time(encounter.period?.end),
    lines: bill.lines.map(lineOf),
    total: figures((column) => sumXu(bill.lines.map((line) => line[column]))),
    payable: whole(bill.payable),
    payableWords: dongWords(Number(bill.payable)),
    paid: whole(bill.paid),
    due: whole(bill.due),
    date: dateLine(now),
    maker,
  };
}
