import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterEach(() => hospital.close());

const call = (input: object = { gender: 'male', estimatedAge: 40, description: 'Áo xanh, không giấy tờ' }) =>
  hospital.as('nurse').call<Patient>('Patient/$enroll-unknown', undefined, input);

test('mỗi người một mã tạm, không bịa số định danh', async () => {
  const [one, two] = await Promise.all([call(), call()]);
  const codes = [one, two].map((patient) => identifierValue(patient, identifierSystems.temporaryPatient)).sort();
  expect(codes).toEqual(['VD-99001-20260302-001', 'VD-99001-20260302-002']);
  expect(one.birthDate).toBe('1986');
  expect(identifierValue(one, identifierSystems.personalNumber)).toBeUndefined();
});

test.each([-1, 131, 400])('tuổi ước lượng %i thì hỏi lại', async (estimatedAge) => {
  await expect(call({ gender: 'male', estimatedAge })).rejects.toMatchObject({
    code: 'patient-index.estimatedAge',
    status: 400,
  });
});

test('hết mã tạm trong ngày thì báo thử lại, không cấp trùng', async () => {
  await hospital.as('nurse').store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: Array.from({ length: 200 }, (_, n) => ({
      resource: {
        resourceType: 'Patient' as const,
        identifier: [
          {
            system: identifierSystems.temporaryPatient,
            value: `VD-99001-20260302-${String(n + 1).padStart(3, '0')}`,
          },
        ],
      },
      request: { method: 'POST' as const, url: 'Patient' },
    })),
  });
  await expect(call()).rejects.toMatchObject({ code: 'patient-index.numbersExhausted', status: 503 });
});
