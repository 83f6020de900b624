import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Segment, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { MedicationDispense } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { requiredCode } from './read-code.ts';
import { readQuantity } from './read-quantity.ts';
import { fromPartner } from './resource-entry.ts';

function dispenseOf(line: Hl7Segment, turn: number, ground: Ground): MedicationDispense {
  const { context, subject, visit, message } = ground;
  const { partner } = context.channel;
  const number = `${line.get(7) || message.controlId}-${turn}`;
  return {
    resourceType: 'MedicationDispense',
    id: stableId(partner, 'dispense', subject.reference, number),
    meta: fromPartner,
    identifier: [{ system: partnerSystem(partner, 'dispense'), value: number }],
    status: 'completed',
    medicationCodeableConcept: requiredCode(line, 2, context),
    subject,
    ...present({
      context: visit === undefined ? undefined : { reference: `Encounter/${visit.id}` },
      whenHandedOver: fhirTime(line.get(3), 'RXD-3', VN_ZONE),
      quantity: readQuantity(line, 4, 5),
      note: line.get(9) === '' ? undefined : [{ text: line.get(9) }],
    }),
  };
}

/** What another pharmacy gave. @source HL7 v2.5.1 chapter 4, RDS^O13 (verified) */
export const rdsO13: MessageMapping = personMapping({
  on: 'RDS^O13',
  id: 'message-gateway.rds-o13',
  build(ground) {
    const lines = ground.message.all('RXD');
    if (lines.length === 0) throw errors.nothingTold({ at: 'RXD' });
    return lines.map((line, index) => dispenseOf(line, index + 1, ground));
  },
});
