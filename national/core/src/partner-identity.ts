import type { Identifier, Patient } from 'fhir/r4';
import { identifierSystems, partnerSystem } from './canonical.ts';
import { foldVietnamese, nameText } from './person-name.ts';

/** A number as a message tells it: who gave it stands beside it, or nowhere. */
export interface WrittenIdentifier {
  readonly value: string;
  /** assigning authority, by its short name and by its universal id; empty: the message does not say */
  readonly authority: string;
  readonly universal: string;
}

/** What a message says of a person, as far as it identifies. */
export interface PersonMarks {
  readonly identifiers: readonly Identifier[];
  readonly name?: string;
  readonly birthDate?: string;
}

/** what a channel calls the numbers that everybody in the country knows */
const known: Readonly<Record<string, string>> = {
  own: identifierSystems.patientNumber,
  personal: identifierSystems.personalNumber,
  insurance: identifierSystems.insuranceCard,
  social: identifierSystems.socialInsuranceNumber,
  passport: identifierSystems.passport,
};

const systemOf = (word: string, partner: string): string => {
  if (word === 'partner') return partnerSystem(partner, 'patient');
  return known[word] ?? word;
};

/**
 * The numbers whose assigning authority the channel declares; all others say nothing about who somebody is.
 *
 * @param options  of the channel: `authority.<name>` is `own`, `personal`, `insurance`, `social`, `passport`, `partner` or
 *   the address of a naming system; `authority.` is for numbers without an authority
 * @source NĐ 102/2025/NĐ-CP, art. 6: the personal number identifies the patient (secondary); that an authority has to be declared is our own choice
 */
export function declaredIdentifiers(
  written: readonly WrittenIdentifier[],
  options: Readonly<Record<string, string>>,
  partner: string,
): Identifier[] {
  const seen = new Set<string>();
  return written.flatMap(({ value, authority, universal }) => {
    const word =
      options[`authority.${authority}`] ?? (universal === '' ? undefined : options[`authority.${universal}`]);
    if (value === '' || word === undefined) return [];
    const system = systemOf(word, partner);
    if (seen.has(`${system}|${value}`)) return [];
    seen.add(`${system}|${value}`);
    return [{ system, value }];
  });
}

/** Marks that say the same, and marks that speak against each other. */
export interface AgreedMarks {
  readonly agree: readonly ('number' | 'second-number' | 'birth-date' | 'name')[];
  readonly differ: readonly ('birth-date' | 'name')[];
}

const words = (name: string): string => foldVietnamese(name).split(' ').sort().join(' ');

/** A date that is known less exactly agrees with every day it could be. */
const isBirthAlike = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/**
 * Which marks of a message and of a record agree. A name is the same in any order of its words and without accents.
 *
 * @source none: own choice; QĐ 3176/QĐ-BYT lets day and month of birth be unknown (secondary)
 */
export function agreedMarks(marks: PersonMarks, patient: Patient): AgreedMarks {
  const shared = marks.identifiers.filter(({ system, value }) =>
    (patient.identifier ?? []).some((one) => one.system === system && one.value === value),
  ).length;
  const agree: AgreedMarks['agree'][number][] = [];
  const differ: AgreedMarks['differ'][number][] = [];
  if (shared > 0) agree.push('number');
  if (shared > 1) agree.push('second-number');
  if (marks.birthDate !== undefined && patient.birthDate !== undefined) {
    (isBirthAlike(marks.birthDate, patient.birthDate) ? agree : differ).push('birth-date');
  }
  const name = nameText(patient.name);
  if (marks.name !== undefined && marks.name !== '' && name !== '') {
    (words(marks.name) === words(name) ? agree : differ).push('name');
  }
  return { agree, differ };
}

/**
 * Who of those that carry one of the numbers is meant? Two marks must agree and the birth date must not speak against it.
 * A record that was merged into another one of them stands back.
 *
 * @returns the record, `unknown` when there is none, `several` or `differ` when a person has to look
 * @source none: own choice, decision 0052
 */
export function personIn(
  marks: PersonMarks,
  candidates: readonly Patient[],
): Patient | 'unknown' | 'several' | 'differ' {
  const inUse = candidates.filter(
    ({ link = [] }) =>
      !link.some(
        ({ type, other }) =>
          type === 'replaced-by' && candidates.some(({ id }) => other.reference === `Patient/${id ?? ''}`),
      ),
  );
  const [only, second] = inUse;
  if (only === undefined) return 'unknown';
  if (second !== undefined) return 'several';
  const { agree, differ } = agreedMarks(marks, only);
  return agree.includes('number') && agree.length > 1 && !differ.includes('birth-date') ? only : 'differ';
}
