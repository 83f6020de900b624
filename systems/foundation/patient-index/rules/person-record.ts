import { extensions, identifierSystems, nameText, present } from '@lienmach/core';
import type { Identifier, Patient } from 'fhir/r4';
import { type PersonName, readName } from './compare-names.ts';

/** What of a Patient is compared, taken apart once. */
export interface PersonRecord {
  readonly names: readonly PersonName[];
  readonly birthDate?: string;
  readonly gender?: string;
  /** numbers in use, and those of before */
  readonly personalNumbers: readonly string[];
  readonly oldNumbers: readonly string[];
  readonly socialNumbers: readonly string[];
  readonly patientNumbers: readonly string[];
  readonly phones: readonly string[];
  readonly communes: readonly string[];
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function numbersOf({ identifier = [] }: Patient, wanted: (one: Identifier) => boolean): string[] {
  return identifier.flatMap((one) => (one.value !== undefined && wanted(one) ? [one.value] : []));
}

/** The last ten signs of an old card are the social-insurance number. */
const socialOf = (patient: Patient): string[] => [
  ...numbersOf(patient, ({ system }) => system === identifierSystems.socialInsuranceNumber),
  ...numbersOf(patient, ({ system }) => system === identifierSystems.insuranceCard).map((card) => card.slice(-10)),
];

/**
 * A Patient as the comparison sees it: names taken apart, telephone numbers in one form, old numbers apart from those in use.
 *
 * @source QĐ 1351/QĐ-BHXH (16/11/2015): signs of the card number; its last ten are the social-insurance number (from memory)
 */
export function readPerson(patient: Patient): PersonRecord {
  const personal = ({ system }: Identifier) =>
    system === identifierSystems.personalNumber || system === identifierSystems.oldIdentityCard;
  const inUse = ({ system, use }: Identifier) => system === identifierSystems.personalNumber && use !== 'old';
  const names = (patient.name ?? []).slice(0, 3).flatMap((name) => readName(nameText([name])) ?? []);
  return {
    names,
    ...present({ birthDate: patient.birthDate, gender: patient.gender }),
    personalNumbers: numbersOf(patient, inUse),
    oldNumbers: numbersOf(patient, (one) => personal(one) && !inUse(one)),
    socialNumbers: socialOf(patient).filter((number) => /^\d{10}$/.test(number)),
    patientNumbers: numbersOf(patient, ({ system }) => system === identifierSystems.patientNumber),
    phones: (patient.telecom ?? []).flatMap(({ system, value }) => {
      const digits = digitsOf(value ?? '').replace(/^84(?=\d{9}$)/, '0');
      return system === 'phone' && digits.length >= 9 ? [digits] : [];
    }),
    communes: (patient.address ?? []).flatMap(({ extension = [] }) =>
      extension.flatMap(({ url, valueCoding }) =>
        url === extensions.commune && valueCoding?.code !== undefined ? [valueCoding.code] : [],
      ),
    ),
  };
}
