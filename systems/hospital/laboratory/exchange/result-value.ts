import { codeSystems } from '@lienmach/core';
import type { MessageContext } from '@lienmach/exchange';
import { convertUnit } from '@lienmach/fhir-store';
import type { Observation, Quantity } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';
import type { HeardResult } from './heard-result.ts';

const NUMBER = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,8})?$/;
const BOUNDED = /^(<=|>=|<|>)\s*(.+)$/;
type Comparator = NonNullable<Quantity['comparator']>;

const isComparator = (text: string): text is Comparator => ['<', '<=', '>=', '>'].includes(text);

const statuses: Readonly<Record<string, Observation['status']>> = {
  F: 'preliminary',
  P: 'preliminary',
  C: 'preliminary',
  R: 'preliminary',
  S: 'preliminary',
  U: 'preliminary',
  X: 'cancelled',
};

/**
 * Whatever the analyzer calls final is preliminary here: only a laboratory doctor makes a result final.
 *
 * @throws laboratory.unknownResultStatus
 */
export function resultStatus({ status: code, places }: HeardResult): Observation['status'] {
  const status = statuses[code === '' ? 'F' : code];
  if (status === undefined) throw errors.unknownResultStatus({ at: places.status, detail: code.slice(0, 5) });
  return status;
}

/** Milliequivalents count charges: UCUM lets them pass for moles, which is wrong for calcium. */
const countsCharges = (unit: string): boolean => /(?:^|[./])[munpk]?eq\b/.test(unit);

/**
 * An amount in the unit of the catalog: the unit as it is, another spelling of it (`10^3/uL` is `10*9/L`), or one that the
 * channel's code map names. Another unit is converted only where the channel says so (`units` = `ucum`).
 *
 * @throws laboratory.unitMismatch
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a result has its unit (secondary); refused unless a channel declares conversion: our own choice
 */
function inCatalogUnit(
  digits: string,
  { unit: written, places }: HeardResult,
  indicator: LabIndicator,
  context: MessageContext,
): string {
  if (written === indicator.ucum || written === indicator.unit) return digits;
  const unit = context.translate(written, codeSystems.ucum) ?? written.replace(/[µμ]/g, 'u');
  if (unit === indicator.ucum) return digits;
  const converted = countsCharges(unit) ? undefined : convertUnit(digits, unit, indicator.ucum);
  if (converted === undefined || !(converted.isSame || context.channel.options.units === 'ucum')) {
    throw errors.unitMismatch({ at: places.unit, name: indicator.name, detail: `${written} ≠ ${indicator.ucum}` });
  }
  return converted.value;
}

/** A number in the unit of the catalog, with its digits as text: `4.20` stays `4.20`. */
export interface ToldQuantity {
  readonly quantity: Quantity;
  readonly digits: string;
}

/**
 * What was told as a number: `5.4`, `<0.1`. A comma is refused: a machine whose decimal mark is not a point has to be set up.
 *
 * @returns undefined for what is no number
 * @throws laboratory.unitMismatch
 */
export function toldQuantity(
  heard: HeardResult,
  indicator: LabIndicator,
  context: MessageContext,
): ToldQuantity | undefined {
  const text = (heard.value ?? '').trim();
  const [, mark, bound] = BOUNDED.exec(text) ?? [];
  const written = (bound ?? text).trim().replace(/^=/, '');
  if (!NUMBER.test(written)) return undefined;
  const digits = inCatalogUnit(written, heard, indicator, context);
  const quantity: Quantity = {
    value: Number(digits),
    ...(mark !== undefined && isComparator(mark) ? { comparator: mark } : {}),
    unit: indicator.unit,
    system: codeSystems.ucum,
    code: indicator.ucum,
  };
  return { quantity, digits };
}
