import { foldVietnamese, nameText } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { type ClaimRow, textOf } from './claim-file.ts';
import { birthOf } from './imported-person.ts';

/** Days agree as far as both are known. */
const agrees = (a: string, b: string): boolean => {
  const length = Math.min(a.length, b.length);
  return length > 0 && a.slice(0, length) === b.slice(0, length);
};

/**
 * Is the person of the record, found by a number, the person of the claim? Name (without marks and case) and birth have to
 * agree: a number alone may be mistyped, or another facility's.
 *
 * @source TT 13/2025/TT-BYT, identification by two marks (unsure); our own choice
 */
export function isSamePerson(patient: Patient, row: ClaimRow): boolean {
  const { birthDate = '' } = birthOf(textOf(row, 'NGAY_SINH'));
  return (
    foldVietnamese(nameText(patient.name)) === foldVietnamese(textOf(row, 'HO_TEN')) &&
    agrees(patient.birthDate ?? '', birthDate)
  );
}
