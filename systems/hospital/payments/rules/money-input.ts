import { xuOfMoney } from '@lienmach/core';
import type { Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isMethod, type Method } from './payment-method.ts';
import { holdsCardNumber } from './slip.ts';

/** Where a parameter stands in the request. @source none: shape of an input */
export const parameterAt = (name: string): string => `Parameters.parameter.where(name='${name}')`;

/**
 * An amount at the counter.
 *
 * @returns whole đồng, above zero
 * @throws payments.badAmount; core.notDong, core.notADecimal
 * @source none: nothing below one đồng is in circulation, own choice
 */
export function wholeDong(money: Money): bigint {
  const amount = xuOfMoney(money, parameterAt('amount'));
  if (amount <= 0n || amount % 100n !== 0n) throw errors.badAmount({ at: parameterAt('amount') });
  return amount / 100n;
}

/** @throws payments.unknownMethod @source none: shape of an input */
export function readMethod(method: string): Method {
  if (!isMethod(method)) throw errors.unknownMethod({ at: parameterAt('method') });
  return method;
}

/** @throws payments.cardNumber @source PCI DSS 4.0, requirement 3, primary account numbers (from memory) */
export function refuseCardNumber(name: string, text: string | undefined): void {
  if (text !== undefined && holdsCardNumber(text)) throw errors.cardNumber({ at: parameterAt(name) });
}

/**
 * Words of a person about money.
 *
 * @throws payments.reasonNeeded below five letters; payments.cardNumber
 * @source none: own choice
 */
export function readReason(reason: string): string {
  const text = reason.trim();
  if (text.length < 5) throw errors.reasonNeeded({ at: parameterAt('reason') });
  refuseCardNumber('reason', text);
  return text;
}

/** @throws payments.keyNeeded @source none: own choice; without a key a repeated press would take money twice */
export function readKey(key: string): string {
  if (key.trim() === '' || key.length > 100) throw errors.keyNeeded({ at: parameterAt('key') });
  return key;
}
