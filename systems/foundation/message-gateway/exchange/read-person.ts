import { declaredIdentifiers, VN_ZONE } from '@lienmach/core';
import { fhirDate, fhirTime, type Hl7Segment, hl7Numbers, type MessageContext } from '@lienmach/exchange';
import type { Address, ContactPoint, HumanName, Identifier, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { PersonFacts } from '../rules/complete-person.ts';

const genders: Readonly<Record<string, NonNullable<Patient['gender']>>> = {
  M: 'male',
  F: 'female',
  O: 'other',
  A: 'other',
  N: 'other',
  U: 'unknown',
};

const repeats = (segment: Hl7Segment, field: number): number[] =>
  segment.repetitions(field).map((_, index) => index + 1);

/** Numbers of a CX field whose assigning authority the channel declares. */
export const identifiersIn = (segment: Hl7Segment, field: number, { channel }: MessageContext): Identifier[] =>
  declaredIdentifiers(hl7Numbers(segment, field), channel.options, channel.partner);

const shown = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** XPN: the legal name, else the first. In Viet Nam the name between stands before the given name. */
export function nameIn(segment: Hl7Segment, field: number): HumanName | undefined {
  const turns = repeats(segment, field);
  const turn = turns.find((one) => segment.part(field, one, 7) === 'L') ?? turns[0];
  if (turn === undefined) return undefined;
  const [family, given, middle] = [1, 2, 3].map((part) => shown(segment.part(field, turn, part)));
  const text = shown([family, middle, given].join(' '));
  if (text === '' || text === '""') return undefined;
  const givens = [middle, given].filter((one) => one !== undefined && one !== '');
  return {
    use: 'official',
    text,
    ...(family === undefined || family === '' ? {} : { family }),
    ...(givens.length === 0 ? {} : { given: givens.map(String) }),
  };
}

const TELEPHONE = /^[+\d][\d\s().-]{5,24}$/;

/** XTN: the number as a whole, or its parts; what is no telephone number and no address is left out. */
export function contactsIn(segment: Hl7Segment, field: number): ContactPoint[] {
  return repeats(segment, field).flatMap((turn): ContactPoint[] => {
    const email = segment.part(field, turn, 4);
    if (/^[^\s@]+@[^\s@]+$/.test(email)) return [{ system: 'email', value: email }];
    const parts = [6, 7].map((part) => segment.part(field, turn, part)).join('');
    const value = shown(segment.part(field, turn, 1) || parts);
    return TELEPHONE.test(value) ? [{ system: 'phone', value }] : [];
  });
}

function addressIn(segment: Hl7Segment): Address | undefined {
  const parts = [1, 2, 3, 4, 5, 6].map((part) => shown(segment.get(11, part))).filter((one) => one !== '');
  const text = parts.join(', ');
  return text === '' || text === '""' ? undefined : { use: 'home', text };
}

function deceasedIn(segment: Hl7Segment): PersonFacts['deceased'] {
  const at = fhirTime(segment.get(29), 'PID-29', VN_ZONE);
  if (at !== undefined) return at;
  return segment.get(30) === 'Y' ? true : undefined;
}

/**
 * PID as facts of a person.
 *
 * @throws message-gateway.noIdentity, exchange.invalidTime
 * @source HL7 v2.5.1 chapter 3, PID (verified)
 */
export function readPerson(segment: Hl7Segment | undefined, context: MessageContext): PersonFacts {
  if (segment === undefined) throw errors.nothingTold({ at: 'PID' });
  const identifiers = identifiersIn(segment, 3, context);
  if (identifiers.length === 0) throw errors.noIdentity({ at: 'PID-3' });
  return {
    identifiers,
    name: nameIn(segment, 5),
    birthDate: fhirDate(segment.get(7), 'PID-7'),
    gender: genders[segment.get(8).toUpperCase()],
    telecom: [...contactsIn(segment, 13), ...contactsIn(segment, 14)],
    address: addressIn(segment),
    deceased: deceasedIn(segment),
  };
}
