import { identifierSystems } from '@lienmach/core';
import type { Identifier } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Method, needsSlip } from './payment-method.ts';

/** @source ISO/IEC 7812-1, annex B, the check digit of card numbers (from memory) */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** figures of the longest number, each on its own */
const MOST_GROUPS = 20;

/** figures that numbers of payment cards begin with: dates and amounts beside each other mostly do not */
const ISSUER = /^(?:2[2-7]|[3-6]|81|9)/;

const isCardNumber = (digits: string): boolean =>
  digits.length >= 13 && digits.length <= 19 && ISSUER.test(digits) && passesLuhn(digits);

/**
 * Is there a number of a payment card in this text, whole or in groups of figures? It is never stored.
 *
 * @source PCI DSS 4.0, requirement 3, primary account numbers (from memory); ISO/IEC 7812-1, 13 to 19 digits, first figures (from memory)
 */
export function holdsCardNumber(text: string): boolean {
  const runs = text.normalize('NFKC').match(/\d+(?:[^\p{L}\p{N}]{1,3}\d+)*/gu) ?? [];
  return runs.some((run) => neighbours(run.match(/\d+/g) ?? []).some(isCardNumber));
}

/** What every run of neighbouring groups says: the number may stand beside a date or a slip. */
function neighbours(groups: readonly string[]): string[] {
  const found: string[] = [];
  for (const start of groups.keys()) {
    let digits = '';
    for (const group of groups.slice(start, start + MOST_GROUPS)) {
      digits += group;
      if (digits.length > 19) break;
      found.push(digits);
    }
  }
  return found;
}

/**
 * The number on the slip of a card machine or a wallet.
 *
 * @returns undefined for ways that have none
 * @throws payments.slipNeeded; payments.cardNumber when the number of the card was written instead
 * @source none: own choice
 */
export function readSlip(method: Method, slip: string | undefined): string | undefined {
  if (!needsSlip(method)) return undefined;
  const at = "Parameters.parameter.where(name='slip')";
  const text = (slip ?? '').trim().toUpperCase();
  if (holdsCardNumber(text)) throw errors.cardNumber({ at });
  if (!/^[0-9A-Z][0-9A-Z./-]{3,29}$/.test(text)) throw errors.slipNeeded({ at });
  return text;
}

export const slipIdentifier = (method: Method, slip: string | undefined): Identifier[] =>
  slip === undefined ? [] : [{ system: identifierSystems.paymentSlip, value: `${method}.${slip}` }];
