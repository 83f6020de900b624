import { extensions, identifierSystems } from '@lienmach/core';
import { formatDate, nameOf } from '@lienmach/ui';
import type { Identifier, Patient } from 'fhir/r4';

/** One field of two records beside each other. */
export interface FieldRow {
  readonly id: string;
  readonly left: string;
  readonly right: string;
  /** `missing`: one of them does not know it */
  readonly state: 'same' | 'different' | 'missing';
}

function numbersOf({ identifier = [] }: Patient, wanted: (one: Identifier) => boolean): string {
  return identifier.flatMap((one) => (wanted(one) && one.value !== undefined ? [one.value] : [])).join(', ');
}

const isOld = ({ system, use }: Identifier): boolean =>
  system === identifierSystems.oldIdentityCard || (system === identifierSystems.personalNumber && use === 'old');

function communeOf({ address = [] }: Patient): string {
  const coding = address[0]?.extension?.find(({ url }) => url === extensions.commune)?.valueCoding;
  return coding?.display ?? coding?.code ?? '';
}

/** @param genders  words for the codes */
function valuesOf(patient: Patient, genders: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return [
    ['name', nameOf(patient.name)],
    ['birthDate', formatDate(patient.birthDate)],
    ['gender', genders[patient.gender ?? ''] ?? ''],
    ['personalNumber', numbersOf(patient, (one) => one.system === identifierSystems.personalNumber && !isOld(one))],
    ['oldNumber', numbersOf(patient, isOld)],
    ['socialNumber', numbersOf(patient, ({ system }) => system === identifierSystems.socialInsuranceNumber)],
    ['phone', (patient.telecom ?? []).flatMap(({ value }) => value ?? []).join(', ')],
    ['address', patient.address?.[0]?.text ?? ''],
    ['commune', communeOf(patient)],
  ];
}

function stateOf(left: string, right: string): FieldRow['state'] {
  if (left === right) return 'same';
  return left === '' || right === '' ? 'missing' : 'different';
}

/** Everything that one of the two knows. */
export function fieldRows(left: Patient, right: Patient, genders: Readonly<Record<string, string>>): FieldRow[] {
  const theirs = new Map(valuesOf(right, genders));
  return valuesOf(left, genders)
    .map(([id, value]): FieldRow => {
      const other = theirs.get(id) ?? '';
      return { id, left: value, right: other, state: stateOf(value, other) };
    })
    .filter((row) => row.left !== '' || row.right !== '');
}
