import { foldVietnamese, identifierSystems, identifierValue, nameText } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { type BirthMatch, compareBirth } from './compare-birth.ts';
import type { PersonFacts } from './person-facts.ts';

export type Grade = 'certain' | 'probable' | 'possible';

export interface Match {
  readonly grade: Grade;
  /** Vietnamese, for the clerk */
  readonly reasons: readonly string[];
}

/** The comparisons a grade is made of. */
interface Comparison {
  readonly sameNumber: boolean;
  readonly numberWasTheirs: boolean;
  readonly otherNumber: boolean;
  readonly sameSocial: boolean;
  readonly samePatientNumber: boolean;
  readonly sameName: boolean;
  readonly otherGender: boolean;
  readonly birth: BirthMatch;
  readonly samePhone: boolean;
  readonly sameCommune: boolean;
}

const activeNumber = (patient: Patient): string | undefined =>
  patient.identifier?.find((entry) => entry.system === identifierSystems.personalNumber && entry.use !== 'old')?.value;

const communeOf = (patient: Patient): string | undefined =>
  patient.address?.flatMap((address) => address.extension ?? []).find((entry) => entry.url.endsWith('vn-ext-ward'))
    ?.valueCoding?.code;

const bothSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;

const genderDiffers = (a: string | undefined, b: string | undefined): boolean =>
  (a === 'male' && b === 'female') || (a === 'female' && b === 'male');

function compare(facts: PersonFacts, patient: Patient): Comparison {
  const numbers = (patient.identifier ?? [])
    .filter(({ system }) => system === identifierSystems.personalNumber || system === identifierSystems.oldIdentityCard)
    .map(({ value }) => value);
  const theirs = activeNumber(patient);
  const sameNumber = bothSame(facts.personalNumber, theirs);
  const phones = (patient.telecom ?? []).filter(({ system }) => system === 'phone').map(({ value }) => value);
  return {
    sameNumber,
    numberWasTheirs:
      facts.oldNumbers.some((old) => numbers.includes(old)) ||
      (!sameNumber && facts.personalNumber !== undefined && numbers.includes(facts.personalNumber)),
    otherNumber: facts.personalNumber !== undefined && theirs !== undefined && !sameNumber,
    sameSocial: bothSame(
      facts.socialInsuranceNumber,
      identifierValue(patient, identifierSystems.socialInsuranceNumber),
    ),
    samePatientNumber: bothSame(facts.patientNumber, identifierValue(patient, identifierSystems.patientNumber)),
    sameName: facts.name !== undefined && foldVietnamese(facts.name) === foldVietnamese(nameText(patient.name)),
    otherGender: genderDiffers(facts.gender, patient.gender),
    birth: compareBirth(facts.birthDate, patient.birthDate),
    samePhone: facts.phone !== undefined && phones.includes(facts.phone),
    sameCommune: bothSame(facts.commune, communeOf(patient)),
  };
}

/** First row that fits decides. */
const grades: readonly { readonly grade: Grade; readonly fits: (c: Comparison) => boolean }[] = [
  { grade: 'certain', fits: (c) => c.sameNumber && !contradicts(c) },
  { grade: 'probable', fits: (c) => c.sameNumber },
  { grade: 'certain', fits: (c) => c.samePatientNumber && !contradicts(c) && !differs(c) },
  { grade: 'probable', fits: (c) => c.samePatientNumber },
  { grade: 'certain', fits: (c) => c.numberWasTheirs && c.sameName && agrees(c.birth) },
  { grade: 'probable', fits: (c) => c.numberWasTheirs },
  { grade: 'certain', fits: (c) => c.sameSocial && c.sameName && c.birth === 'same' && !c.otherNumber },
  { grade: 'probable', fits: (c) => c.sameSocial && (c.sameName || agrees(c.birth)) },
  { grade: 'possible', fits: (c) => c.sameSocial },
  { grade: 'possible', fits: (c) => c.sameName && c.birth === 'same' && (c.otherNumber || c.otherGender) },
  { grade: 'probable', fits: (c) => c.sameName && agrees(c.birth) && !differs(c) && (c.samePhone || c.sameCommune) },
  { grade: 'possible', fits: (c) => c.sameName && agrees(c.birth) && !differs(c) },
  { grade: 'possible', fits: (c) => c.sameName && c.birth === 'same-year' && c.samePhone && !differs(c) },
];

const differs = (c: Comparison): boolean => c.otherNumber || c.otherGender;
const agrees = (birth: BirthMatch): boolean => birth === 'same' || birth === 'swapped' || birth === 'partial';
/** Nothing but the number speaks for the match, and name and birth speak against it: a number typed wrongly. */
const contradicts = (c: Comparison): boolean => !c.sameName && (c.birth === 'different' || c.birth === 'same-year');

const texts: readonly (readonly [(c: Comparison) => boolean, string])[] = [
  [(c) => c.sameNumber, 'Trùng số định danh cá nhân.'],
  [(c) => c.samePatientNumber, 'Trùng mã bệnh nhân.'],
  [(c) => c.numberWasTheirs, 'Số cũ trên thẻ là số của hồ sơ này.'],
  [(c) => c.sameSocial, 'Trùng mã số BHXH.'],
  [(c) => c.sameName, 'Trùng họ tên (không kể dấu).'],
  [(c) => c.birth === 'same', 'Trùng ngày sinh.'],
  [(c) => c.birth === 'swapped', 'Ngày và tháng sinh đảo nhau.'],
  [(c) => c.birth === 'partial', 'Trùng năm sinh, một bên không ghi đủ ngày tháng.'],
  [(c) => c.birth === 'same-year', 'Cùng năm sinh, khác ngày.'],
  [(c) => c.samePhone, 'Trùng số điện thoại.'],
  [(c) => c.sameCommune, 'Cùng xã, phường.'],
  [(c) => c.otherNumber, 'Số định danh khác nhau.'],
  [(c) => c.otherGender, 'Giới tính khác nhau.'],
  [
    (c) => (c.sameNumber || c.samePatientNumber) && contradicts(c),
    'Họ tên và ngày sinh khác hẳn: hãy xem lại giấy tờ.',
  ],
];

/**
 * Is this record the person at the desk? A number decides unless name and birth both speak against it; a name alone
 * never does, and twins (same day, same phone, another name) do not match at all.
 *
 * @returns undefined when nothing speaks for it
 * @source NĐ 102/2025/NĐ-CP, art. 6: the personal number identifies the patient (secondary); grades are our own choice (unsure)
 */
export function gradeMatch(facts: PersonFacts, patient: Patient): Match | undefined {
  const comparison = compare(facts, patient);
  const row = grades.find(({ fits }) => fits(comparison));
  if (row === undefined) return undefined;
  return { grade: row.grade, reasons: texts.filter(([says]) => says(comparison)).map(([, text]) => text) };
}
