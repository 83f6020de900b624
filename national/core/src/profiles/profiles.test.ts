import { expect, test } from 'vitest';
import { codeSystems, identifierSystems } from '../canonical.ts';
import { vnCore } from '../vn-core/vn-core.ts';
import { isCodedDiagnosis, isInsuranceCoverage, isVnEncounter, isVnPatient } from './profile-guards.ts';

test.each(vnCore.profiles)('hồ sơ mẫu $id là bản khác biệt hợp lệ trên R4', (profile) => {
  expect(profile).toMatchObject({ fhirVersion: '4.0.1', derivation: 'constraint', status: 'draft' });
  for (const element of profile.differential?.element ?? []) {
    expect(element.path.split('.')[0]).toBe(profile.type);
    expect(element.path).not.toContain(':');
  }
});

test('nhận ra người bệnh, thẻ BHYT, lượt khám, chẩn đoán của bản ghi', () => {
  const identifier = (system: string) => [{ system, value: '1' }];
  expect(
    isVnPatient({
      resourceType: 'Patient',
      identifier: identifier(identifierSystems.patientNumber),
      name: [{ text: 'Thử' }],
    }),
  ).toBe(true);
  expect(isVnPatient({ resourceType: 'Patient', name: [{ text: 'Thử' }] })).toBe(false);
  const coverage = { resourceType: 'Coverage' as const, status: 'active' as const, beneficiary: {}, payor: [] };
  expect(isInsuranceCoverage({ ...coverage, identifier: identifier(identifierSystems.insuranceCard) })).toBe(true);
  expect(isInsuranceCoverage(coverage)).toBe(false);
  const encounter = { resourceType: 'Encounter' as const, status: 'planned' as const, class: {} };
  expect(isVnEncounter(encounter)).toBe(false);
  expect(
    isVnEncounter({
      ...encounter,
      identifier: identifier(identifierSystems.claimId),
      type: [{ coding: [{ system: codeSystems.encounterType, code: '01' }] }],
    }),
  ).toBe(true);
  expect(
    isCodedDiagnosis({
      resourceType: 'Condition',
      subject: {},
      code: { coding: [{ system: codeSystems.icd10, code: 'I10' }] },
    }),
  ).toBe(true);
  expect(isCodedDiagnosis({ resourceType: 'Condition', subject: {}, code: { text: 'I10' } })).toBe(false);
});
