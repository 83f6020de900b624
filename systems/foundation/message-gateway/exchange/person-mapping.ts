import { VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment, type MessageContext, type Need } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Bundle, Encounter, FhirResource, Identifier, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { PersonFacts } from '../rules/complete-person.ts';
import { filePerson, personsNeed } from './person-entry.ts';
import { readPerson } from './read-person.ts';
import { readRelatives } from './read-relatives.ts';
import { visitNumber } from './read-visit.ts';
import { byNumber, isOfType, putEntry } from './resource-entry.ts';

/** What every message about a person is mapped with. */
export interface Ground {
  readonly message: Hl7Message;
  readonly context: MessageContext;
  readonly person: PersonFacts;
  readonly subject: Reference & { readonly reference: string };
  readonly visitNumber: Identifier | undefined;
  /** the visit that the message names, when it is in the record and this person's */
  readonly visit: Encounter | undefined;
  readonly found: Readonly<Record<string, FhirResource>>;
  /** when the partner wrote it, with zone */
  readonly at: string;
  readonly now: Date;
  /** @throws message-gateway.nothingTold when it is missing */
  segment(name: string): Hl7Segment;
}

/** MSH-7; a clock that cannot be read is not older than anything. */
export function writtenAt(message: Hl7Message, now: Date): string {
  try {
    const at = fhirTime(message.segment('MSH')?.get(7) ?? '', 'MSH-7', VN_ZONE);
    return at?.includes('T') === true ? at : now.toISOString();
  } catch {
    return now.toISOString();
  }
}

const segmentOf = (message: Hl7Message, name: string): Hl7Segment => {
  const segment = message.segment(name);
  if (segment === undefined) throw errors.nothingTold({ at: name });
  return segment;
};

function foundVisit(found: Ground['found'], subject: string): Encounter | undefined {
  const { visit } = found;
  if (!isOfType(visit, 'Encounter')) return undefined;
  if (visit.subject?.reference !== subject) throw errors.visitOfOther({ at: 'PV1-19' });
  return visit;
}

/** What was found under a number of the partner must be this person's. @throws message-gateway.ofOtherPerson */
export function checkSubject(one: { readonly subject?: Reference | undefined } | undefined, ground: Ground): void {
  const of = one?.subject;
  if (of !== undefined && of.reference !== ground.subject.reference) throw errors.ofOtherPerson();
}

interface PersonMapping {
  readonly on: string;
  readonly id: string;
  /** what must be looked at besides the person and the visit */
  readonly needs?: (message: Hl7Message, context: MessageContext) => Readonly<Record<string, Need>>;
  readonly build: (ground: Ground) => readonly FhirResource[];
}

/** A message about one person: who it is and which visit is settled here, the rest by `build`. */
export const personMapping = ({ on, id, needs, build }: PersonMapping): MessageMapping => ({
  on,
  id,
  actAs: ['hospital-link'],
  needs(message, context) {
    const person = readPerson(message.segment('PID'), context);
    const number = visitNumber(message, person, context);
    return {
      persons: personsNeed(person),
      ...(number?.system === undefined || number.value === undefined
        ? {}
        : { visit: { search: byNumber('Encounter', number.system, number.value), optional: true as const } }),
      ...needs?.(message, context),
    };
  },
  map(message, found, now, context): Bundle {
    const person = { ...readPerson(message.segment('PID'), context), relatives: readRelatives(message, context) };
    const { patient, entries } = filePerson(person, context, writtenAt(message, now));
    const subject = { reference: `Patient/${patient.id}` };
    const resources = build({
      message,
      context,
      person,
      subject,
      visitNumber: visitNumber(message, person, context),
      visit: foundVisit(found, subject.reference),
      found,
      at: writtenAt(message, now),
      now,
      segment: (name) => segmentOf(message, name),
    });
    return { resourceType: 'Bundle', type: 'transaction', entry: [...entries, ...resources.map(putEntry)] };
  },
});
