import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import { fhirDate, fhirTime, type Hl7Segment, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Immunization } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { readCode, requiredCode } from './read-code.ts';
import { readQuantity } from './read-quantity.ts';
import { fromPartner } from './resource-entry.ts';

interface Given {
  readonly given: Hl7Segment;
  readonly order: Hl7Segment | undefined;
  readonly route: Hl7Segment | undefined;
}

/** One RXA with the ORC before it and the RXR after it. */
function givensIn(segments: readonly Hl7Segment[]): Given[] {
  return segments.flatMap((given, at) => {
    if (given.name !== 'RXA') return [];
    const before = segments.slice(0, at).findLast(({ name }) => name === 'ORC' || name === 'RXA');
    const after = segments.slice(at + 1).find(({ name }) => name === 'RXR' || name === 'RXA' || name === 'ORC');
    return [
      {
        given,
        order: before?.name === 'ORC' ? before : undefined,
        route: after?.name === 'RXR' ? after : undefined,
      },
    ];
  });
}

/** @source HL7 tables 0322 and 0323, completion status and action code (verified) */
function statusOf(given: Hl7Segment): Immunization['status'] {
  if (given.get(21) === 'D') return 'entered-in-error';
  return given.get(20) === 'RE' || given.get(20) === 'NA' ? 'not-done' : 'completed';
}

function immunizationOf({ given, order, route }: Given, ground: Ground): Immunization {
  const { context, subject, visit } = ground;
  const { partner } = context.channel;
  const vaccineCode = requiredCode(given, 5, context);
  const at = fhirTime(given.get(3), 'RXA-3', VN_ZONE);
  if (at === undefined) throw errors.nothingTold({ at: 'RXA-3' });
  const number = order?.get(3) || order?.get(2) || `${subject.reference}|${given.get(5)}|${given.get(3)}`;
  const dose = readQuantity(given, 6, 7);
  return {
    resourceType: 'Immunization',
    id: stableId(partner, 'immunization', number),
    meta: fromPartner,
    identifier: [{ system: partnerSystem(partner, 'immunization'), value: number }],
    status: statusOf(given),
    vaccineCode,
    patient: subject,
    occurrenceDateTime: at,
    // told by whom gave it, or remembered from a paper
    primarySource: given.get(9) === '' || given.get(9) === '00',
    ...present({
      encounter: visit === undefined ? undefined : { reference: `Encounter/${visit.id}` },
      lotNumber: given.get(15) || undefined,
      expirationDate: fhirDate(given.get(16), 'RXA-16'),
      // 999 stands for an amount that nobody wrote down
      doseQuantity: dose === undefined || Number(given.get(6)) === 999 ? undefined : dose,
      manufacturer: given.get(17, 2) === '' ? undefined : { display: given.get(17, 2) },
      route: route === undefined ? undefined : readCode(route, 1, context),
      site: route === undefined ? undefined : readCode(route, 2, context),
      statusReason: statusOf(given) === 'not-done' ? readCode(given, 18, context) : undefined,
    }),
  };
}

/** Vaccinations given elsewhere. @source HL7 v2.5.1 chapter 4, VXU^V04 (verified) */
export const vxuV04: MessageMapping = personMapping({
  on: 'VXU^V04',
  id: 'message-gateway.vxu-v04',
  build(ground) {
    const givens = givensIn(ground.message.segments).filter(({ given }) => given.get(5) !== '998');
    return givens.map((given) => immunizationOf(given, ground));
  },
});
