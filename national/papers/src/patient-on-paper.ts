import { formatVnDate, identifierSystems, identifierValue, nameText, type ShownAge, shownAge } from '@lienmach/core';
import type { Patient } from 'fhir/r4';

const ages: Readonly<Record<ShownAge['unit'], string>> = { a: 'tuổi', mo: 'tháng', d: 'ngày tuổi' };
const sexes: Readonly<Record<string, string>> = { male: 'Nam', female: 'Nữ', other: 'Khác', unknown: 'Không rõ' };

/** Who a paper is about, in the words of forms. */
export interface PatientOnPaper {
  readonly name: string;
  readonly number: string;
  readonly birth: string | undefined;
  readonly birthYear: string | undefined;
  readonly sex: string | undefined;
  readonly personalNumber: string | undefined;
  readonly address: string | undefined;
  readonly phone: string | undefined;
}

/**
 * @param day  age is told for this day
 * @source TT 32/2023/TT-BYT, annexes: name in capitals, birth date with age, sex, personal number, address (from memory)
 */
export function patientOnPaper(patient: Patient, day: string): PatientOnPaper {
  const { birthDate } = patient;
  const age = shownAge(birthDate, day);
  return {
    name: nameText(patient.name).toLocaleUpperCase('vi'),
    number: identifierValue(patient, identifierSystems.patientNumber) ?? '',
    birth:
      birthDate === undefined
        ? undefined
        : `${formatVnDate(birthDate)}${age === undefined ? '' : ` (${age.age} ${ages[age.unit]})`}`,
    birthYear: birthDate?.slice(0, 4),
    sex: sexes[patient.gender ?? ''],
    personalNumber: identifierValue(patient, identifierSystems.personalNumber),
    address: patient.address?.[0]?.text,
    phone: patient.telecom?.find(({ system }) => system === 'phone')?.value,
  };
}
