import type { CriticalLimit, Group, ReferenceInterval } from '../catalogs/lab-indicator.ts';
import type { RowNow } from './use-catalog.ts';

/** One interval while it is typed. */
export interface DraftInterval {
  readonly key: number;
  readonly group: string;
  readonly minAge: string;
  readonly maxAge: string;
  readonly maxDays: string;
  readonly low: string;
  readonly high: string;
  /** a range in words, kept as it is */
  readonly text: string;
}

export interface RowDraft {
  readonly from: string;
  readonly name: string;
  readonly method: string;
  readonly decimals: string;
  readonly ranges: readonly DraftInterval[];
  readonly criticals: readonly DraftInterval[];
  readonly absolute: string;
  readonly percent: string;
  readonly within: string;
}

const shown = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', ','));
const NUMBER = /^-?\d{1,9}(?:[.,]\d{1,6})?$/;

/** @returns undefined for what is empty or no number */
export const numberOf = (text: string): number | undefined =>
  NUMBER.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined;

/** typed, but no number */
export const isWrong = (text: string): boolean => text.trim() !== '' && numberOf(text) === undefined;

export const emptyInterval = (key: number): DraftInterval => ({
  key,
  group: '',
  minAge: '',
  maxAge: '',
  maxDays: '',
  low: '',
  high: '',
  text: '',
});

const groupOf = ({ sex, pregnant }: Partial<Group>): string => (pregnant === true ? 'pregnant' : (sex ?? ''));

const draftOf = (one: Partial<ReferenceInterval> & CriticalLimit, key: number): DraftInterval => ({
  key,
  group: groupOf(one),
  minAge: one.minAge === 0 ? '' : shown(one.minAge),
  maxAge: shown(one.maxAge),
  maxDays: shown(one.maxDays),
  low: shown(one.low),
  high: shown(one.high),
  text: one.text ?? '',
});

export function rowDraft(now: RowNow, from: string): RowDraft {
  const limits = [...(now.criticalOf ?? []), ...(now.critical === undefined ? [] : [now.critical])];
  return {
    from,
    name: now.name,
    method: now.method ?? '',
    decimals: shown(now.decimals),
    ranges: now.ranges.map(draftOf),
    criticals: limits.map(draftOf),
    absolute: shown(now.delta?.absolute),
    percent: shown(now.delta?.percent),
    within: shown(now.delta?.withinDays),
  };
}

const decimal = (name: string, text: string) => {
  const value = numberOf(text);
  return value === undefined ? {} : { [name]: { valueDecimal: value } };
};
const integer = (name: string, text: string) => {
  const value = numberOf(text);
  return value === undefined ? {} : { [name]: { valueInteger: Math.round(value) } };
};

const intervalInput = (one: DraftInterval) => ({
  ...(one.group === 'pregnant' ? { sex: { valueCode: 'female' }, pregnant: true } : {}),
  ...(one.group === 'male' || one.group === 'female' ? { sex: { valueCode: one.group } } : {}),
  ...integer('minAge', one.minAge),
  ...integer('maxAge', one.maxAge),
  ...integer('maxDays', one.maxDays),
  ...decimal('low', one.low),
  ...decimal('high', one.high),
  ...(one.text === '' ? {} : { text: one.text }),
});

/** The draft as the verb takes it; what of delta the form does not show stays as it was. */
export function proposalInput(code: string, draft: RowDraft, now: RowNow): Readonly<Record<string, unknown>> {
  const { from, name, method, decimals, ranges, criticals, absolute, percent, within } = draft;
  const perDay = now.delta?.perDay;
  const delta = {
    ...decimal('absolute', absolute),
    ...decimal('percent', percent),
    ...(perDay === undefined ? {} : { perDay: { valueDecimal: perDay } }),
  };
  return {
    code: { valueCode: code },
    from: { valueDate: from },
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(method.trim() === '' ? {} : { method: method.trim() }),
    ...integer('decimals', decimals),
    range: ranges.map(intervalInput),
    critical: criticals.map(intervalInput),
    ...(Object.keys(delta).length === 0 ? {} : { delta: { ...delta, ...integer('withinDays', within) } }),
  };
}

/** Everything of it that has to be a number, with the delta's days when there is a delta. */
export function isComplete(draft: RowDraft): boolean {
  const { decimals, ranges, criticals, absolute, percent, within, from } = draft;
  const typed = [...ranges, ...criticals].flatMap(({ minAge, maxAge, maxDays, low, high }) => [
    minAge,
    maxAge,
    maxDays,
    low,
    high,
  ]);
  const hasDelta = absolute.trim() !== '' || percent.trim() !== '';
  if ([...typed, decimals, absolute, percent, within].some(isWrong)) return false;
  return from !== '' && (!hasDelta || numberOf(within) !== undefined);
}
