import { identifierSystems } from '@lienmach/core';
import type { Organization, Patient, Practitioner } from 'fhir/r4';
import { familyNames, givenNames, middleNames, provinces } from './clinic-words.ts';
import { randomOf } from './random.ts';

/** An invented person: number n of a seed is always the same. */
export interface Person {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
  readonly gender: 'male' | 'female';
  readonly birthDate: string;
  /** begins with 099, which no province issues */
  readonly personalNumber: string;
  readonly card: string;
  readonly phone: string;
  readonly province: string;
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

export function personOf(seed: number, n: number): Person {
  const random = randomOf(seed, 11, n);
  return {
    family: random.pick(familyNames),
    middle: random.pick(middleNames),
    given: random.pick(givenNames),
    gender: random.pick(['male', 'female'] as const),
    birthDate: `${random.whole(1940, 2022)}-${digits(random.whole(1, 12), 2)}-${digits(random.whole(1, 28), 2)}`,
    personalNumber: `099${digits(n, 9)}`,
    card: `${random.pick(['DN', 'HX', 'GD', 'TE', 'HT'])}499${digits(n, 10)}`,
    phone: `0000${digits(random.whole(0, 999_999), 6)}`,
    province: random.pick(provinces),
  };
}

export function patientOf(seed: number, n: number): Patient {
  const { family, middle, given, gender, birthDate, personalNumber, card, phone, province } = personOf(seed, n);
  return {
    resourceType: 'Patient',
    active: true,
    identifier: [
      { use: 'official', system: identifierSystems.personalNumber, value: personalNumber },
      { system: identifierSystems.insuranceCard, value: card },
    ],
    name: [{ use: 'official', text: `${family} ${middle} ${given}`, family, given: [middle, given] }],
    telecom: [{ system: 'phone', value: phone, use: 'mobile' }],
    gender,
    birthDate,
    address: [{ use: 'home', line: [`Số ${1 + (n % 300)}, tổ ${1 + (n % 20)}`], city: province, country: 'VN' }],
  };
}

/** Written once before anything is measured: the clinic and its twenty doctors. */
export function clinicStaff(): [Organization, ...Practitioner[]] {
  const clinic: Organization = {
    resourceType: 'Organization',
    active: true,
    name: 'Phòng khám đo thử',
    identifier: [{ system: identifierSystems.facility, value: '99901' }],
  };
  const doctors = Array.from(
    { length: 20 },
    (_, n): Practitioner => ({
      resourceType: 'Practitioner',
      active: true,
      identifier: [{ system: identifierSystems.practiceLicence, value: `99${digits(n, 6)}` }],
      name: [{ family: familyNames[n % familyNames.length] ?? '', given: [givenNames[n] ?? 'An'] }],
    }),
  );
  return [clinic, ...doctors];
}
