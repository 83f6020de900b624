import type { FieldType } from '../catalogs/claim-table.ts';
import { findClaimTable } from '../catalogs/claim-tables.ts';

/** `18000.00` → `18.000`; what is no figure stays. */
export function shownAmount(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  if (!/^-?\d+$/.test(whole)) return text;
  const kept = fraction.replace(/0+$/, '');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.')}${kept === '' ? '' : `,${kept}`}`;
}

/** `202610070800` → `07/10/2026 08:00`; what is no moment stays. */
function shownMoment(text: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?$/.exec(text) ?? [];
  if (year === undefined) return text;
  return `${day}/${month}/${year}${hour === undefined ? '' : ` ${hour}:${minute}`}`;
}

const byType: Readonly<Partial<Record<FieldType, (text: string) => string>>> = {
  amount: shownAmount,
  decimal: shownAmount,
  moment: shownMoment,
  day: shownMoment,
  days: shownMoment,
  dayOrMoment: shownMoment,
};

/** A value of the file as people read it; several joined by `;` one by one. */
export function shownValue(table: string, field: string, value: string): string {
  const type = findClaimTable(table)?.fields.find(({ name }) => name === field)?.type;
  const shown = type === undefined ? undefined : byType[type];
  return shown === undefined ? value : value.split(';').map(shown).join('; ');
}
