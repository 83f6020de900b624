import { codeSystems } from '@lienmach/core';
import { exactNumber, type Hl7Segment } from '@lienmach/exchange';
import type { Quantity } from 'fhir/r4';
import { errors } from '../errors.ts';

const NUMBER = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,8})?$/;

/** An amount as it is written, digits and all. @throws message-gateway.amountUnreadable */
export function readAmount(segment: Hl7Segment, field: number): number | undefined {
  const written = segment
    .get(field)
    .trim()
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  if (written === '' || written === '""') return undefined;
  if (!NUMBER.test(written)) throw errors.amountUnreadable({ at: `${segment.name}-${field}` });
  return exactNumber(written);
}

/** The unit as it came; it is a unit of UCUM only when the message says so. */
export function readQuantity(segment: Hl7Segment, field: number, unitField: number): Quantity | undefined {
  const value = readAmount(segment, field);
  if (value === undefined) return undefined;
  const unit = segment.get(unitField, 2) || segment.get(unitField, 1);
  const isUcum = segment.get(unitField, 3) === 'UCUM';
  return {
    value,
    ...(unit === '' ? {} : { unit }),
    ...(isUcum ? { system: codeSystems.ucum, code: segment.get(unitField, 1) } : {}),
  };
}
