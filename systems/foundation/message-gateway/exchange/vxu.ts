import { present, VN_ZONE } from '@lienmach/core';
import { fhirDate, fhirTime, type Hl7Segment } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Immunization } from 'fhir/r4';
import { errors } from '../errors.ts';
import { checkSubject, type Ground, personMapping } from './person-mapping.ts';
import { readCode, requiredCode } from './read-code.ts';
import { readQuantity } from './read-quantity.ts';
import { fromPartner, isOfType } from './resource-entry.ts';
import { earlierLine, lineId, numbersNeed, type ToldNumber, toldIdentifier } from './told-number.ts';

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

function numberOf({ order }: Given): ToldNumber | undefined {
  const filler = order?.get(3) ?? '';
  const placer = order?.get(2) ?? '';
  if (filler !== '') return { kind: 'filler', value: filler };
  return placer === '' ? undefined : { kind: 'placer', value: placer };
}

/** The vaccination as the message tells it, under no id yet. */
function toldImmunization({ given, route }: Given, ground: Ground): Immunization {
  const { context, subject, visit } = ground;
  const vaccineCode = requiredCode(given, 5, context);
  const at = fhirTime(given.get(3), 'RXA-3', VN_ZONE);
  if (at === undefined) throw errors.nothingTold({ at: 'RXA-3' });
  const dose = readQuantity(given, 6, 7);
  return {
    resourceType: 'Immunization',
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

const toldIn = (segments: readonly Hl7Segment[]): Given[] =>
  givensIn(segments).filter(({ given }) => given.get(5) !== '998');

/** @throws message-gateway.ofOtherPerson when a number stands on a vaccination of another patient */
function immunizationsOf(ground: Ground): Immunization[] {
  const { context, subject, message } = ground;
  const kept = (context.lists.immunizations ?? []).filter((one) => isOfType(one, 'Immunization'));
  for (const { patient } of kept) checkSubject({ subject: patient }, ground);
  const lines = toldIn(message.segments).map((one) => {
    const told = toldImmunization(one, ground);
    const unnumbered = `${subject.reference}|${one.given.get(5)}|${one.given.get(3)}`;
    const number: ToldNumber = numberOf(one) ?? { kind: 'line', value: unnumbered };
    return { number, told, code: told.vaccineCode };
  });
  return lines.map(({ number, told }, index) => {
    const id = lineId('immunization', lines, index, context);
    const identifier = toldIdentifier(context.channel.partner, 'immunization', number);
    const before = earlierLine(kept, lines, index, { id, identifier, codeOf: ({ vaccineCode }) => vaccineCode });
    return before === undefined ? { ...told, id, meta: fromPartner, identifier: [identifier] } : { ...before, ...told };
  });
}

/** Vaccinations given elsewhere. @source HL7 v2.5.1 chapter 4, VXU^V04 (verified) */
export const vxuV04: MessageMapping = personMapping({
  on: 'VXU^V04',
  id: 'message-gateway.vxu-v04',
  needs: (message, { channel }) => {
    const numbers = toldIn(message.segments).flatMap((one) => numberOf(one) ?? []);
    const identifiers = numbers.map((number) => toldIdentifier(channel.partner, 'immunization', number));
    return identifiers.length === 0 ? {} : { immunizations: numbersNeed('Immunization', identifiers) };
  },
  build: immunizationsOf,
});
