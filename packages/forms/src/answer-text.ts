import { isSameAnswer } from './enable-when.ts';
import type { Answer, FormItem } from './form.ts';
import { isDate, isDateTime } from './path/moments.ts';
import { valueIn } from './sdc.ts';

/** words that answers need; a language each */
export interface AnswerWords {
  readonly yes: string;
  readonly no: string;
  readonly file: string;
}

export const vietnamese: AnswerWords = { yes: 'Có', no: 'Không', file: 'tệp đính kèm' };

const number = (value: number): string => String(value).replace('.', ',').replace('-', '−');
const day = (value: string): string => value.slice(0, 10).split('-').reverse().join('/');

function momentText(value: string): string {
  if (/^\d\d:\d\d:00$/.test(value)) return value.slice(0, 5);
  if (isDate(value)) return day(value);
  if (!isDateTime(value)) return value;
  const local = new Date(Date.parse(value) + 7 * 3_600_000).toISOString();
  return `${day(local)} ${local.slice(11, 16)}`;
}

/** One answer as people read it: dates dd/MM/yyyy, decimals with a comma, units after their number. */
export function answerText(item: FormItem, answer: Answer, words: AnswerWords = vietnamese): string {
  const { valueBoolean, valueQuantity, valueAttachment, valueCoding, valueReference } = answer;
  if (valueBoolean !== undefined) return valueBoolean ? words.yes : words.no;
  if (valueQuantity)
    return `${number(valueQuantity.value ?? 0)} ${valueQuantity.unit ?? valueQuantity.code ?? ''}`.trim();
  if (valueAttachment) return valueAttachment.title ?? words.file;
  if (valueReference) return valueReference.display ?? valueReference.reference ?? '';
  if (valueCoding) {
    const option = item.options.find((one) => isSameAnswer(one.answer.valueCoding, valueCoding));
    return option?.label ?? valueCoding.display ?? valueCoding.code ?? '';
  }
  const value = valueIn(answer);
  if (typeof value !== 'number') return momentText(String(value ?? ''));
  const unit = item.units[0];
  return `${number(value)} ${unit?.display ?? unit?.code ?? ''}`.trim();
}
