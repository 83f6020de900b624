import { identifierSystems, parsePersonalNumber } from '@lienmach/core';
import type { Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { parseTaxNumber } from './tax-number.ts';

/** What the window is told about who buys. */
export interface BuyerInput {
  readonly buyerName?: string;
  readonly taxNumber?: string;
  readonly personalNumber?: string;
  readonly buyerAddress?: string;
  readonly buyerEmail?: string;
}

/** Who an electronic invoice is made out to. */
export interface Buyer {
  readonly name: string;
  readonly taxNumber?: string;
  readonly personalNumber?: string;
  readonly address?: string;
  readonly email?: string;
}

/** Somebody who gave no number. @source NĐ 254/2026/NĐ-CP Điều 9, content of an invoice (secondary) */
export const CONSUMER = 'Bán cho người tiêu dùng';

const MOST = 400;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function textOf(value: string | undefined, at: string): string | undefined {
  const text = value?.trim();
  if (text === undefined || text === '') return undefined;
  if (text.length > MOST) throw errors.buyerTooLong({ at, most: MOST });
  return text;
}

/** What may stand beside any buyer. */
function extrasOf(input: BuyerInput): Pick<Buyer, 'address' | 'email'> {
  const address = textOf(input.buyerAddress, 'buyerAddress');
  const email = textOf(input.buyerEmail, 'buyerEmail');
  if (email !== undefined && !EMAIL.test(email)) throw errors.badEmail({ at: 'buyerEmail' });
  return { ...(address === undefined ? {} : { address }), ...(email === undefined ? {} : { email }) };
}

/**
 * The buyer with a tax number, or with the personal number, or nobody in particular. Who gives a number gives a name.
 *
 * @throws invoicing.badTaxNumber, invoicing.buyerNameNeeded, invoicing.badEmail, invoicing.buyerTooLong, invoicing.oneNumber; core.notAPersonalNumber
 * @source NĐ 254/2026/NĐ-CP Điều 9; TT 91/2026/TT-BTC: tax number or the 12-digit personal number, else sold to a consumer (secondary)
 */
export function buyerOf(input: BuyerInput): Buyer {
  const name = textOf(input.buyerName, 'buyerName');
  const tax = textOf(input.taxNumber, 'taxNumber');
  const personal = textOf(input.personalNumber, 'personalNumber');
  const extras = extrasOf(input);
  if (tax !== undefined && personal !== undefined) throw errors.oneNumber({ at: 'taxNumber' });
  if (tax === undefined && personal === undefined) return { name: name ?? CONSUMER, ...extras };
  if (name === undefined) throw errors.buyerNameNeeded({ at: 'buyerName' });
  return tax === undefined
    ? { name, personalNumber: parsePersonalNumber(personal ?? '', 'personalNumber').value, ...extras }
    : { name, taxNumber: parseTaxNumber(tax, 'taxNumber'), ...extras };
}

/** The buyer as `Invoice.recipient` says it. @source none: shape of a resource */
export function recipientOf({ name, taxNumber, personalNumber }: Buyer): Reference {
  if (taxNumber !== undefined)
    return {
      type: 'Organization',
      identifier: { system: identifierSystems.taxNumber, value: taxNumber },
      display: name,
    };
  if (personalNumber !== undefined)
    return {
      type: 'Patient',
      identifier: { system: identifierSystems.personalNumber, value: personalNumber },
      display: name,
    };
  return { display: name };
}
