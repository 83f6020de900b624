import { identifierSystems, logicalOrganization, partnerSystem, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment, type MessageContext } from '@lienmach/exchange';
import type { Coding, EncounterLocation, EncounterParticipant, Identifier, Reference } from 'fhir/r4';
import type { PersonFacts } from '../rules/complete-person.ts';
import type { VisitFacts } from '../rules/visit-after.ts';
import { readCode } from './read-code.ts';

const CLASS = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';

/** @source HL7 table 0004, patient class (verified); the classes of FHIR they mean: v2-to-FHIR mapping (from memory) */
const classes: Readonly<Record<string, string>> = { I: 'IMP', O: 'AMB', E: 'EMER', P: 'PRENC', R: 'AMB', B: 'IMP' };

const classOf = (code: string): Coding | undefined => {
  const ours = classes[code.toUpperCase()];
  return ours === undefined ? undefined : { system: CLASS, code: ours };
};

/** PL: what is said of the place, from bed to building, as one line. */
export function placeText(segment: Hl7Segment, field: number): string {
  const parts = [1, 2, 3, 4, 7, 8].map((component) => segment.get(field, component).trim());
  return parts.filter((one) => one !== '' && one !== '""').join(', ');
}

function placeIn(segment: Hl7Segment, field: number): EncounterLocation | undefined {
  const display = placeText(segment, field);
  return display === '' ? undefined : { location: { display } };
}

/** XCN: somebody of the partner, by name and number there; no Practitioner of ours. */
export function staffIn(segment: Hl7Segment, field: number, { channel }: MessageContext): Reference | undefined {
  const [number, family, given, middle] = [1, 2, 3, 4].map((component) => segment.get(field, component).trim());
  const display = [family, middle, given].filter((one) => one !== undefined && one !== '').join(' ');
  if (display === '' && number === '') return undefined;
  return {
    ...(number === '' || number === undefined
      ? {}
      : { identifier: { system: partnerSystem(channel.partner, 'staff'), value: number } }),
    ...(display === '' ? {} : { display }),
  };
}

const roles = [
  [7, 'ATND'],
  [8, 'REF'],
  [9, 'CON'],
  [17, 'ADM'],
] as const;

function participantsIn(segment: Hl7Segment, context: MessageContext): EncounterParticipant[] {
  return roles.flatMap(([field, code]) => {
    const individual = staffIn(segment, field, context);
    return individual === undefined ? [] : [{ type: [{ coding: [{ system: PARTICIPATION, code }] }], individual }];
  });
}

/** The number of the visit: its own, that of the account, or else whose visit it is and when it began. */
export function visitNumber(
  message: Hl7Message,
  person: PersonFacts,
  { channel }: MessageContext,
): Identifier | undefined {
  const visit = message.segment('PV1');
  const begun = visit?.get(44) ?? '';
  const number = visit?.get(19) || message.segment('PID')?.get(18) || '';
  const value = number !== '' ? number : begun === '' ? '' : `${person.identifiers[0]?.value ?? ''}-${begun}`;
  return value === '' ? undefined : { system: partnerSystem(channel.partner, 'visit'), value };
}

/** @source HL7 v2.5.1 chapter 3, PV1 and PV2 (verified) */
export function readVisit(message: Hl7Message, identifier: Identifier, context: MessageContext): VisitFacts {
  const visit = message.segment('PV1');
  const more = message.segment('PV2');
  const { organization } = context.channel;
  if (visit === undefined) return { ...nothing, identifier };
  return {
    identifier,
    class: classOf(visit.get(2)),
    start: fhirTime(visit.get(44), 'PV1-44', VN_ZONE),
    end: fhirTime(visit.get(45), 'PV1-45', VN_ZONE),
    location: placeIn(visit, 3),
    participants: participantsIn(visit, context),
    type: readCode(visit, 4, context),
    reason: more === undefined ? undefined : readCode(more, 3, context),
    discharge: readCode(visit, 36, context),
    provider: organization === undefined ? undefined : logicalOrganization(identifierSystems.facility, organization),
  };
}

const nothing: Omit<VisitFacts, 'identifier'> = {
  class: undefined,
  start: undefined,
  end: undefined,
  location: undefined,
  participants: [],
  type: undefined,
  reason: undefined,
  discharge: undefined,
  provider: undefined,
};
