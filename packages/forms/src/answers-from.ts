import type { Coding, Quantity } from 'fhir/r4';
import type { Answer, FormItem } from './form.ts';
import { isDate, isDateTime, isTime } from './path/moments.ts';
import { isEqual, isObject, type Values } from './path/values.ts';

const number = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return isObject(value) && typeof value.value === 'number' ? value.value : undefined;
};

const codingOf = (value: Readonly<Record<string, unknown>>): Coding => {
  const given = Array.isArray(value.coding) ? value.coding[0] : value;
  const coding: Readonly<Record<string, unknown>> = isObject(given) ? given : {};
  const text = (key: string): string | undefined => (typeof coding[key] === 'string' ? coding[key] : undefined);
  const [system, code, display] = [text('system'), text('code'), text('display')];
  return { ...(system ? { system } : {}), ...(code ? { code } : {}), ...(display ? { display } : {}) };
};

function choiceFrom(value: unknown, item: FormItem): Answer | undefined {
  if (isObject(value)) {
    const coding = codingOf(value);
    return (
      item.options.find(({ answer }) => answer.valueCoding?.code === coding.code)?.answer ?? { valueCoding: coding }
    );
  }
  const found = item.options.find(
    ({ answer }) => answer.valueCoding?.code === value || Object.values(answer).some((one) => isEqual(one, value)),
  );
  if (found) return found.answer;
  return item.type === 'open-choice' && typeof value === 'string' ? { valueString: value } : undefined;
}

function quantityFrom(value: unknown, item: FormItem): Answer | undefined {
  const amount = number(value);
  if (amount === undefined) return undefined;
  const given: Quantity = isObject(value) ? { ...value, value: amount } : { value: amount };
  const unit = item.units[0];
  if (given.unit !== undefined || unit === undefined) return { valueQuantity: given };
  return { valueQuantity: { ...given, ...unitOf(unit) } };
}

/** A unit of the question as it stands in an answer. */
export const unitOf = ({ system, code, display }: Coding): Quantity => ({
  ...(display === undefined && code === undefined ? {} : { unit: display ?? code ?? '' }),
  ...(system === undefined ? {} : { system }),
  ...(code === undefined ? {} : { code }),
});

const asText = (value: unknown): Answer | undefined =>
  typeof value === 'string' || typeof value === 'number' ? { valueString: String(value) } : undefined;

const makers: Readonly<Record<string, (value: unknown, item: FormItem) => Answer | undefined>> = {
  boolean: (value) => (typeof value === 'boolean' ? { valueBoolean: value } : undefined),
  decimal: (value) => {
    const amount = number(value);
    return amount === undefined ? undefined : { valueDecimal: amount };
  },
  integer: (value) => {
    const amount = number(value);
    return amount !== undefined && Number.isInteger(amount) ? { valueInteger: amount } : undefined;
  },
  date: (value) => (isDate(value) || isDateTime(value) ? { valueDate: value.slice(0, 10) } : undefined),
  dateTime: (value) => (isDate(value) || isDateTime(value) ? { valueDateTime: value } : undefined),
  time: (value) => (isTime(value) ? { valueTime: value.replace('T', '') } : undefined),
  string: asText,
  text: asText,
  url: (value) => (typeof value === 'string' ? { valueUri: value } : undefined),
  choice: choiceFrom,
  'open-choice': choiceFrom,
  quantity: quantityFrom,
  reference: (value) => {
    if (!isObject(value)) return undefined;
    if (typeof value.reference === 'string') return { valueReference: { reference: value.reference } };
    if (typeof value.resourceType !== 'string' || typeof value.id !== 'string') return undefined;
    return { valueReference: { reference: `${value.resourceType}/${value.id}` } };
  },
};

/** What an expression gave as answers of this question; what has another type is left out. */
export function answersFrom(values: Values, item: FormItem): Answer[] {
  const make = makers[item.type];
  const answers = values.flatMap((value) => make?.(value, item) ?? []);
  return item.isRepeating ? answers : answers.slice(0, 1);
}
