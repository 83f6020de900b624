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

const isCardNumber = (digits: string): boolean => digits.length >= 13 && digits.length <= 19 && passesLuhn(digits);

/**
 * Is there a number of a payment card in this text, whole or in groups of figures? It is never stored.
 *
 * @source PCI DSS 4.0, requirement 3, primary account numbers (from memory); ISO/IEC 7812-1, 13 to 19 digits (from memory)
 */
export function holdsCardNumber(text: string): boolean {
  const whole = text.match(/\d+/g) ?? [];
  const grouped = (text.match(/\d(?:[ .-]?\d)*/g) ?? []).map((run) => run.replace(/\D/g, ''));
  return [...whole, ...grouped].some(isCardNumber);
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
