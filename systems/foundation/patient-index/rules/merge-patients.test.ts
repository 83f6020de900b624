import { identifierSystems } from '@lienmach/core';
import fc from 'fast-check';
import type { Identifier, Patient, PatientLink } from 'fhir/r4';
import { expect, test } from 'vitest';
import { mergePatients, unmergePatients } from './merge-patients.ts';
import { mergedTask, mergeTask, noteOf } from './merge-task.ts';

const systems = [
  identifierSystems.personalNumber,
  identifierSystems.socialInsuranceNumber,
  identifierSystems.patientNumber,
  identifierSystems.oldIdentityCard,
];

/** Few values, so that the two records often share a number. */
const identifiers = fc.uniqueArray(
  fc.record<Identifier>(
    {
      system: fc.constantFrom(...systems),
      value: fc.constantFrom('099090000101', '099090000102', '099090000103'),
      use: fc.constantFrom('official', 'old', 'usual'),
    },
    { requiredKeys: ['system', 'value'] },
  ),
  { minLength: 1, maxLength: 5, selector: ({ system, value }) => `${system}|${value}` },
);
const links = fc.array(
  fc.record<PatientLink>({
    other: fc.constantFrom({ reference: 'Patient/khac' }, { reference: 'Patient/nua' }),
    type: fc.constantFrom('seealso', 'replaces', 'refer'),
  }),
  { minLength: 1, maxLength: 3 },
);
const patients = (id: string) =>
  fc
    .record(
      {
        active: fc.constant(true),
        identifier: identifiers,
        link: links,
        birthDate: fc.constantFrom('1990-09-05', '1990'),
        name: fc.constantFrom('Nguyễn Văn Ẩn', 'Nguyen Van An').map((text) => [{ text }]),
      },
      { requiredKeys: [] },
    )
    .map((more): Patient => ({ resourceType: 'Patient', id, ...more }));
/** What a person may write to the kept record while the merge stands. */
const edits = fc.record(
  { birthDate: fc.constant('1991-01-01'), gender: fc.constant('female' as const), deceasedBoolean: fc.constant(false) },
  { requiredKeys: [] },
);

test('gỡ gộp trả lại đúng hai hồ sơ như trước, cả khi hồ sơ giữ lại đã được sửa', () => {
  fc.assert(
    fc.property(patients('cu'), patients('moi'), edits, (source, target, edit) => {
      const merged = mergePatients(source, target);
      const task = mergedTask(
        mergeTask({ source, target, reason: 'trùng', by: { reference: 'Practitioner/a' }, at: '2026-03-02' }),
        merged.note,
        { reference: 'Practitioner/a' },
        '2026-03-02',
      );
      const stored = JSON.parse(JSON.stringify(task)) as typeof task;
      const free = unmergePatients(merged.source, { ...merged.target, ...edit }, noteOf(stored));
      expect(free.source).toEqual(source);
      expect(free.target).toEqual({ ...target, ...edit });
    }),
  );
});

test('gộp không làm mất số nào, không sinh số đang dùng thứ hai cùng loại', () => {
  fc.assert(
    fc.property(patients('cu'), patients('moi'), (source, target) => {
      const { target: kept, source: gone } = mergePatients(source, target);
      const carried = new Set(kept.identifier?.map(({ system, value }) => `${system}|${value}`));
      for (const { system, value } of source.identifier ?? []) expect(carried).toContain(`${system}|${value}`);
      expect(gone.identifier).toEqual(source.identifier);
      expect(gone.active).toBe(false);
      const inUse = (patient: Patient) =>
        (patient.identifier ?? []).filter(
          ({ system, use }) => system === identifierSystems.patientNumber && use !== 'old',
        ).length;
      expect(inUse(kept)).toBe(inUse(target));
    }),
  );
});

test('số định danh mà hồ sơ giữ lại chưa có thì thành số đang dùng; mã bệnh nhân cũ thành số cũ', () => {
  const source: Patient = {
    resourceType: 'Patient',
    id: 'cu',
    identifier: [
      { use: 'official', system: identifierSystems.personalNumber, value: '099090000101' },
      { use: 'usual', system: identifierSystems.patientNumber, value: 'BN-1' },
    ],
  };
  const target: Patient = {
    resourceType: 'Patient',
    id: 'moi',
    identifier: [{ use: 'usual', system: identifierSystems.patientNumber, value: 'BN-2' }],
  };
  expect(mergePatients(source, target).target.identifier).toEqual([
    { use: 'usual', system: identifierSystems.patientNumber, value: 'BN-2' },
    { use: 'official', system: identifierSystems.personalNumber, value: '099090000101' },
    { use: 'old', system: identifierSystems.patientNumber, value: 'BN-1' },
  ]);
});
