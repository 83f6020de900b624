import type { CriticalLimit, DeltaRule, Group, LabIndicator } from '../catalogs/lab-indicator.ts';
import { rangeText } from './range-text.ts';

export const rowFieldNames = ['name', 'method', 'reference', 'critical', 'delta', 'decimals'] as const;
export type RowField = (typeof rowFieldNames)[number];

const comma = (value: number): string => String(value).replace('.', ',');

function ageText({ minAge, maxAge, maxDays }: Group): string {
  if (maxDays !== undefined) return `đến ${maxDays} ngày tuổi`;
  if (maxAge !== undefined) return `${minAge}–${maxAge} tuổi`;
  return minAge === 0 ? 'mọi tuổi' : `từ ${minAge} tuổi`;
}

/** Whom a row is for, in words. @source none: how a row is shown */
export function groupText(group: Group): string {
  const sex = group.sex === undefined ? '' : group.sex === 'male' ? 'Nam, ' : 'Nữ, ';
  return `${group.pregnant === true ? 'Thai kỳ, ' : sex}${ageText(group)}`;
}

const boundsText = ({ low, high }: CriticalLimit): string =>
  rangeText({
    ...(low === undefined ? {} : { low: { value: low } }),
    ...(high === undefined ? {} : { high: { value: high } }),
  }) ?? '';

const limitText = ({ low, high }: CriticalLimit): string =>
  [low === undefined ? '' : `< ${comma(low)}`, high === undefined ? '' : `> ${comma(high)}`]
    .filter(Boolean)
    .join(' hoặc ');

function deltaText(delta: DeltaRule | undefined, unit: string): string {
  if (delta === undefined) return '';
  const { absolute, percent, perDay, withinDays } = delta;
  const parts = [
    absolute === undefined ? '' : `${comma(absolute)} ${unit}`,
    percent === undefined ? '' : `${comma(percent)} %`,
    perDay === undefined ? '' : `${comma(perDay)} ${unit} mỗi ngày`,
  ].filter(Boolean);
  return `${parts.join(' hoặc ')}, trong ${withinDays} ngày`;
}

/**
 * What of a row people compare, each as one text; empty: the row says nothing of it.
 *
 * @source none: how a row is shown
 */
export const rowFields = (row: LabIndicator): Readonly<Record<RowField, string>> => ({
  name: row.name,
  method: row.method ?? '',
  reference: row.ranges.map((one) => `${groupText(one)}: ${one.text ?? boundsText(one)}`).join('; '),
  critical: [
    ...(row.criticalOf ?? []).map((one) => `${groupText(one)}: ${limitText(one)}`),
    ...(row.critical === undefined ? [] : [limitText(row.critical)]),
  ].join('; '),
  delta: deltaText(row.delta, row.unit),
  decimals: row.decimals === undefined ? '' : String(row.decimals),
});
