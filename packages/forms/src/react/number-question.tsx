import { ParsedField, SelectField, useTexts } from '@lienmach/ui';
import type { Coding } from 'fhir/r4';
import { unitOf } from '../answers-from.ts';
import type { Answer, FormItem } from '../form.ts';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

const nameOfUnit = ({ display, code }: Coding): string => display ?? code ?? '';
const shown = (value: number): string => String(value).replace('.', ',').replace('-', '−');

/** `36,8`, `36.8`, `1.234` stays what the decimal comma says it is: a point is read as a comma, groups are not typed here */
function read(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(plain) ? Number(plain) : undefined;
}

const numberIn = (answer: Answer | undefined): number | undefined =>
  answer?.valueDecimal ?? answer?.valueInteger ?? answer?.valueQuantity?.value;

function answerOf(item: FormItem, value: number, unit: Coding | undefined): Answer {
  if (item.type === 'integer') return { valueInteger: value };
  if (item.type === 'decimal') return { valueDecimal: value };
  return { valueQuantity: { value, ...(unit === undefined ? {} : unitOf(unit)) } };
}

/** Whole numbers, decimals, amounts with their unit; a choice of units stands beside. */
export function NumberQuestion({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const quantity = answers[0]?.valueQuantity;
  const chosen = item.units.find(({ code }) => code !== undefined && code === quantity?.code) ?? item.units[0];
  const value = numberIn(answers[0]);
  const isWhole = item.type === 'integer';
  const parse = (text: string) => {
    const number = read(text);
    if (number === undefined) return { problem: t.notNumber };
    return isWhole && !Number.isInteger(number) ? { problem: t.notInteger } : { value: number };
  };
  const hasUnits = item.type === 'quantity' && item.units.length > 1;
  const { span, ...rest } = field;
  const number = (
    <ParsedField
      {...rest}
      {...(hasUnits || span === undefined ? {} : { span })}
      value={value}
      onChange={(next) => onAnswer(only(next === undefined ? undefined : answerOf(item, next, chosen)))}
      format={shown}
      parse={parse}
      isRight
      {...(chosen === undefined || hasUnits ? {} : { end: nameOfUnit(chosen) })}
    />
  );
  if (!hasUnits) return number;
  return (
    <div className="q-pair" style={{ gridColumn: `span ${span ?? 4}` }}>
      {number}
      <SelectField
        label={t.unit(field.label)}
        isDisabled={field.isDisabled ?? false}
        value={chosen?.code ?? ''}
        options={item.units.map((unit) => ({ value: unit.code ?? '', label: nameOfUnit(unit) }))}
        onChange={(code) => {
          const unit = item.units.find((one) => one.code === code);
          if (value !== undefined) onAnswer([answerOf(item, value, unit)]);
        }}
      />
    </div>
  );
}
