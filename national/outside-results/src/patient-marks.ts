import { identifierSystems, partnerSystem } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { errors } from './errors.ts';

/** What a message of another facility says about who the patient is. */
export interface PatientMarks {
  /** systems of `identifierSystems`; numbers of systems that this site does not know are left out before */
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  /** FHIR date, also of a year or month */
  readonly birthDate?: string | undefined;
  readonly name?: string | undefined;
}

/** numbers that name one person in the whole country, or in this house; a card may be shared by mistake, so it is never enough alone */
const known: readonly string[] = [
  identifierSystems.personalNumber,
  identifierSystems.insuranceCard,
  identifierSystems.socialInsuranceNumber,
  identifierSystems.passport,
  identifierSystems.patientNumber,
];

/** how numbers begin that a partner gave and this house wrote into its record */
const PARTNERS = partnerSystem('', '').replace(/\/+$/, '/');

const usable = ({ identifiers }: PatientMarks) =>
  identifiers
    .filter(({ system, value }) => (known.includes(system) || system.startsWith(PARTNERS)) && value.trim() !== '')
    .slice(0, 10);

/**
 * The search that must find exactly one person: anybody with one of these numbers. Two people found are a reason to stop.
 *
 * @throws outside-results.noIdentifier
 * @source none: numbers name a person, names do not (as in the patient index)
 */
export function patientSearch(marks: PatientMarks, at?: string): string {
  const tokens = usable(marks).map(({ system, value }) => `${system}|${value.trim().replace(/[\\,$|]/g, '\\$&')}`);
  if (tokens.length === 0) throw errors.noIdentifier(at === undefined ? {} : { at });
  return `Patient?${new URLSearchParams({ identifier: tokens.join(',') })}`;
}

/** a date agrees with a shorter one that it begins with: many records know the year only */
const agrees = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/**
 * Two marks of different kinds and values must agree, and none may contradict: a mistyped number alone must never reach another person's record.
 *
 * @throws outside-results.marksDisagree, outside-results.secondMarkMissing
 * @source none: our rule, as for results of analyzers; ISO 15189:2022, 7.2.6: identity is verified (from memory)
 */
export function checkMarks(marks: PatientMarks, patient: Patient, at?: string): void {
  const where = at === undefined ? {} : { at };
  const numbersOf = (system: string): string[] =>
    (patient.identifier ?? []).flatMap((one) => (one.system === system && one.value !== undefined ? [one.value] : []));
  const agreeing = new Map<string, string>();
  for (const { system, value } of usable(marks)) {
    const recorded = numbersOf(system);
    if (recorded.includes(value.trim())) agreeing.set(kindOf(system), value.trim());
    // a card is renewed and a passport runs out; a personal number and our own number stay
    else if (recorded.length > 0 && isLasting(system)) throw errors.marksDisagree({ ...where, mark: system });
  }
  const { birthDate } = patient;
  if (marks.birthDate !== undefined && birthDate !== undefined) {
    if (!agrees(marks.birthDate, birthDate)) throw errors.marksDisagree({ ...where, mark: 'birthDate' });
    agreeing.set('birthDate', birthDate);
  }
  if (new Set(agreeing.values()).size < 2) throw errors.secondMarkMissing(where);
}

/** a card ends in the social-insurance number: both are one mark, and a number told twice is one */
const kindOf = (system: string): string =>
  system === identifierSystems.socialInsuranceNumber ? identifierSystems.insuranceCard : system;

const isLasting = (system: string): boolean =>
  system === identifierSystems.personalNumber || system === identifierSystems.patientNumber;
