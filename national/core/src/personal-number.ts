import type { OperationOutcomeIssue, Patient } from 'fhir/r4';
import { errors } from './errors.ts';
import { notices } from './notices.ts';

/** The 12-digit personal number (số định danh cá nhân), taken apart. There is no check digit: nobody may invent one. */
export interface PersonalNumber {
  readonly value: string;
  /** province or country of birth registration, e.g. 001 */
  readonly registeredIn: string;
  /** absent when the century digit is not assigned */
  readonly gender?: 'male' | 'female';
  readonly birthYear?: number;
}

/**
 * @throws core.notAPersonalNumber
 * @source NĐ 137/2015/NĐ-CP, art. 13, kept under Luật Căn cước 26/2023/QH15 and NĐ 70/2024/NĐ-CP (from memory)
 */
export function parsePersonalNumber(text: string, at?: string): PersonalNumber {
  const value = text.replace(/[\s.]/g, '').slice(0, 20);
  const match = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(value);
  if (match === null || text.length > 40 || /^(\d)\1+$/.test(value)) {
    throw errors.notAPersonalNumber(at === undefined ? {} : { at });
  }
  const [, registeredIn = '', centuryText = '', yearText = ''] = match;
  const century = Number(centuryText);
  if (century > 5) return { value, registeredIn };
  return {
    value,
    registeredIn,
    gender: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(yearText),
  };
}

/**
 * What the number says against what the person says: warnings only, because a number is given anew when sex or birth
 * year were corrected, and old papers go on.
 *
 * @source NĐ 70/2024/NĐ-CP, art. 11 (secondary)
 */
export function personalNumberWarnings(
  number: PersonalNumber,
  person: Pick<Patient, 'gender' | 'birthDate'>,
): OperationOutcomeIssue[] {
  const told = person.gender;
  const sexDiffers = number.gender !== undefined && (told === 'male' || told === 'female') && told !== number.gender;
  const yearDiffers =
    number.birthYear !== undefined &&
    person.birthDate !== undefined &&
    person.birthDate.slice(0, 4) !== String(number.birthYear);
  return [
    ...(sexDiffers ? [notices.personalNumberSex.issue({ at: 'Patient.gender' })] : []),
    ...(yearDiffers ? [notices.personalNumberYear.issue({ at: 'Patient.birthDate', year: number.birthYear })] : []),
  ];
}
