import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Identifier, Patient } from 'fhir/r4';
import { fullName, type GeneratedPerson } from '../persons/household.ts';

const identifier = (system: string, value: string | undefined): Identifier[] =>
  value === undefined ? [] : [{ system, value }];

/** The person as the record holds it, or as a desk asks for it. */
export function patientOfPerson(person: GeneratedPerson, id?: string): Patient {
  const { personalNumber, socialNumber, phone, commune, sex, born, written, family, middles, given } = person;
  const numbers = [
    ...identifier(identifierSystems.personalNumber, personalNumber),
    ...identifier(identifierSystems.socialInsuranceNumber, socialNumber),
  ];
  const text = fullName(person);
  const valueCoding = { system: codeSystems.commune, code: commune ?? '' };
  return {
    resourceType: 'Patient',
    ...(id === undefined ? {} : { id }),
    active: true,
    ...(numbers.length > 0 ? { identifier: numbers } : {}),
    name: [written === undefined ? { use: 'official', text, family, given: [...middles, given] } : { text }],
    ...(phone === undefined ? {} : { telecom: [{ system: 'phone', value: phone }] }),
    ...(sex === undefined ? {} : { gender: sex }),
    ...(born === undefined ? {} : { birthDate: born }),
    ...(commune === undefined ? {} : { address: [{ extension: [{ url: extensions.commune, valueCoding }] }] }),
  };
}
