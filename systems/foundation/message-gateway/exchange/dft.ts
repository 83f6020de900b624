import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Segment, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { ChargeItem, Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { requiredCode } from './read-code.ts';
import { readAmount } from './read-quantity.ts';
import { fromPartner } from './resource-entry.ts';

const CURRENCY = /^[A-Z]{3}$/;

function priceOf(line: Hl7Segment): Money | undefined {
  const field = line.get(12) === '' ? 11 : 12;
  const value = readAmount(line, field);
  const currency = line.get(field, 1, 2) || 'VND';
  return value === undefined || !CURRENCY.test(currency)
    ? undefined
    : { value, currency: currency as Money['currency'] };
}

/**
 * A charge of another system is known and stands on nobody's bill: it has no account and no visit to be counted in, only
 * the cashier's own lines have.
 */
function chargeOf(line: Hl7Segment, turn: number, ground: Ground): ChargeItem {
  const { message, context, subject, visit } = ground;
  if (line.get(6) !== '' && line.get(6) !== 'CG') throw errors.creditDecides({ at: 'FT1-6' });
  const { partner } = context.channel;
  const number = line.get(2) || `${message.controlId}-${turn}`;
  const quantity = readAmount(line, 10);
  return {
    resourceType: 'ChargeItem',
    id: stableId(partner, 'charge', subject.reference, number, String(turn)),
    meta: fromPartner,
    identifier: [{ system: partnerSystem(partner, 'charge'), value: `${number}-${turn}` }],
    status: 'planned',
    code: requiredCode(line, 7, context),
    subject,
    ...present({
      occurrenceDateTime: fhirTime(line.get(4), 'FT1-4', VN_ZONE),
      quantity: quantity === undefined ? undefined : { value: quantity },
      priceOverride: priceOf(line),
      supportingInformation: visit === undefined ? undefined : [{ reference: `Encounter/${visit.id}` }],
    }),
  };
}

/** @source HL7 v2.5.1 chapter 6, DFT^P03 and P11 (verified) */
export const dftMappings: readonly MessageMapping[] = ['P03', 'P11'].map((event) =>
  personMapping({
    on: `DFT^${event}`,
    id: `message-gateway.dft-${event.toLowerCase()}`,
    build(ground) {
      const lines = ground.message.all('FT1');
      if (lines.length === 0) throw errors.nothingTold({ at: 'FT1' });
      return lines.map((line, index) => chargeOf(line, index + 1, ground));
    },
  }),
);
