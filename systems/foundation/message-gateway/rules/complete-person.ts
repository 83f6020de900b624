import { nameText, present } from '@lienmach/core';
import type { Address, ContactPoint, HumanName, Identifier, Patient, PatientContact } from 'fhir/r4';

/** A person as a message tells of them. */
export interface PersonFacts {
  readonly identifiers: readonly Identifier[];
  readonly name: HumanName | undefined;
  readonly birthDate: string | undefined;
  readonly gender: Patient['gender'] | undefined;
  readonly telecom: readonly ContactPoint[];
  readonly address: Address | undefined;
  readonly deceased: string | true | undefined;
  /** whom to call */
  readonly relatives?: readonly PatientContact[];
}

/** What identifies, as `personIn` compares it. */
export const marksOf = ({ identifiers, name, birthDate }: PersonFacts) => ({
  identifiers,
  ...present({ name: name === undefined ? undefined : nameText([name]), birthDate }),
});

const isSame = (a: Identifier, b: Identifier): boolean => a.system === b.system && a.value === b.value;

const added = <Item>(old: readonly Item[] | undefined, items: readonly Item[], same: (a: Item, b: Item) => boolean) => [
  ...(old ?? []),
  ...items.filter((item) => !(old ?? []).some((one) => same(one, item))),
];

const death = (deceased: PersonFacts['deceased']): Partial<Patient> => {
  if (deceased === undefined) return {};
  return deceased === true ? { deceasedBoolean: true } : { deceasedDateTime: deceased };
};

/**
 * The record with what the partner knows: a master of persons overwrites, everybody else only completes what is not there.
 * Numbers are always added, never taken away.
 *
 * @returns undefined when nothing changes
 * @source none: own choice, decision 0052
 */
export function completePerson(before: Patient, facts: PersonFacts, isMaster: boolean): Patient | undefined {
  const keep = <Value>(old: Value | undefined, told: Value | undefined): Value | undefined =>
    isMaster ? (told ?? old) : (old ?? told);
  const isDead = before.deceasedBoolean !== undefined || before.deceasedDateTime !== undefined;
  const list = <Item>(items: readonly Item[]): Item[] | undefined => (items.length === 0 ? undefined : [...items]);
  const after: Patient = {
    ...before,
    ...present({
      identifier: list(added(before.identifier, facts.identifiers, isSame)),
      name: keep(before.name, facts.name === undefined ? undefined : [facts.name]),
      birthDate: keep(before.birthDate, facts.birthDate),
      gender: keep(before.gender, facts.gender),
      telecom: keep(before.telecom, list(facts.telecom)),
      address: keep(before.address, facts.address === undefined ? undefined : [facts.address]),
      contact: keep(before.contact, list(facts.relatives ?? [])),
    }),
    ...(isDead && !isMaster ? {} : death(facts.deceased)),
  };
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after;
}

/**
 * A record made from a message.
 *
 * @source HL7 FHIR R4 4.0.1, Patient (verified)
 */
export const newPerson = (id: string, facts: PersonFacts, meta: Patient['meta']): Patient => ({
  resourceType: 'Patient',
  id,
  ...(meta === undefined ? {} : { meta }),
  active: true,
  ...present({
    identifier: [...facts.identifiers],
    name: facts.name === undefined ? undefined : [facts.name],
    telecom: facts.telecom.length === 0 ? undefined : [...facts.telecom],
    gender: facts.gender,
    birthDate: facts.birthDate,
    address: facts.address === undefined ? undefined : [facts.address],
    contact: (facts.relatives ?? []).length === 0 ? undefined : [...(facts.relatives ?? [])],
  }),
  ...death(facts.deceased),
});
