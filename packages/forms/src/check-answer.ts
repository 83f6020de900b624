import type { OperationOutcomeIssue } from 'fhir/r4';
import { isSameAnswer } from './enable-when.ts';
import { errors } from './errors.ts';
import type { Answer, FormItem } from './form.ts';
import { limits } from './limits.ts';
import { isDate, isDateTime } from './path/moments.ts';
import { isObject, order } from './path/values.ts';
import { matchesPattern } from './safe-pattern.ts';
import { valueIn } from './sdc.ts';

type Issue = OperationOutcomeIssue;
type Make = (typeof errors)[keyof typeof errors];

const keys: Readonly<Record<string, readonly string[]>> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal', 'valueInteger'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime', 'valueReference'],
  'open-choice': ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime', 'valueReference'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
};

/** Is the answer of the kind its question asks for? */
export function hasRightType(item: FormItem, answer: Answer): boolean {
  const key = Object.keys(answer).find((one) => /^value[A-Z]/.test(one));
  return key !== undefined && (keys[item.type]?.includes(key) ?? false);
}

const wordOf = (bound: number | string): string => {
  if (typeof bound === 'number') return String(bound).replace('.', ',').replace('-', '−');
  return isDate(bound) ? bound.split('-').reverse().join('/') : bound;
};

function boundIssues(item: FormItem, value: unknown, say: (make: Make, values?: object) => Issue): Issue[] {
  const { minValue, maxValue } = item.constraints;
  const measured = isObject(value) && typeof value.value === 'number' ? value.value : value;
  const issues: Issue[] = [];
  if (minValue !== undefined && (order(measured, minValue) ?? 0) < 0) {
    issues.push(say(errors.tooSmall, { min: wordOf(minValue) }));
  }
  if (maxValue !== undefined && (order(measured, maxValue) ?? 0) > 0) {
    issues.push(say(errors.tooBig, { max: wordOf(maxValue) }));
  }
  return issues;
}

function textIssues(item: FormItem, value: string, say: (make: Make, values?: object) => Issue): Issue[] {
  const { maxLength, minLength, pattern } = item.constraints;
  const issues: Issue[] = [];
  if (maxLength !== undefined && value.length > maxLength) issues.push(say(errors.tooLong, { max: maxLength }));
  if (minLength !== undefined && value.length < minLength) issues.push(say(errors.tooShort, { min: minLength }));
  if (pattern !== undefined && !matchesPattern(value, pattern)) {
    issues.push(say(errors.wrongPattern, { format: item.hint ?? '' }));
  }
  return issues;
}

function decimalsOf(value: unknown): number {
  const number = isObject(value) ? value.value : value;
  return typeof number === 'number' ? (String(number).split('.')[1]?.length ?? 0) : 0;
}

const isReal = (value: string): boolean => {
  if (/^\d\d:/.test(value)) return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/.test(value);
  if (!isDate(value) && !isDateTime(value)) return false;
  const [year = '', month = '01', day = '01'] = value.slice(0, 10).split('-');
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(day);
};

/** Is it one of the options? Value sets are asked where there is a terminology; a free text needs an open choice. */
function isAllowed(item: FormItem, answer: Answer): boolean {
  if (item.options.length === 0) return true;
  const value = valueIn(answer);
  if (item.options.some((option) => isSameAnswer(valueIn(option.answer), value))) return true;
  return item.type === 'open-choice' && answer.valueString !== undefined;
}

function unitFits(item: FormItem, answer: Answer): boolean {
  const quantity = answer.valueQuantity;
  if (quantity === undefined || item.units.length === 0) return true;
  return item.units.some(
    ({ code, display }) =>
      (quantity.code !== undefined && quantity.code === code) || quantity.unit === (display ?? code),
  );
}

function fileIssues(item: FormItem, answer: Answer, say: (make: Make, values?: object) => Issue): Issue[] {
  const data = answer.valueAttachment?.data;
  const most = Math.min(item.constraints.maxSize ?? limits.attachment, limits.attachment);
  if (data === undefined || data.length * 0.75 <= most) return [];
  return [say(errors.fileTooLarge, { max: Math.floor(most / 1000) })];
}

/** What is wrong with one answer to one question. */
export function checkAnswer(item: FormItem, answer: Answer): Issue[] {
  const at = `QuestionnaireResponse.descendants().where(linkId='${item.linkId}')`;
  const say = (make: Make, values: object = {}): Issue => make.issue({ name: item.name, at, ...values });
  if (!hasRightType(item, answer)) return [say(errors.wrongType)];
  const value = valueIn(answer);
  const { decimals } = item.constraints;
  const isMomentOfItem = item.type === 'date' || item.type === 'dateTime' || item.type === 'time';
  return [
    ...(isMomentOfItem && !isReal(String(value)) ? [say(errors.badDate)] : []),
    ...boundIssues(item, value, say),
    ...(typeof value === 'string' && !isMomentOfItem ? textIssues(item, value, say) : []),
    ...(decimals !== undefined && decimalsOf(value) > decimals ? [say(errors.tooManyDecimals, { max: decimals })] : []),
    ...(isAllowed(item, answer) ? [] : [say(errors.notAnOption)]),
    ...(unitFits(item, answer) ? [] : [say(errors.wrongUnit)]),
    ...fileIssues(item, answer, say),
  ];
}
