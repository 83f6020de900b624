import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outpatient } from '../index.ts';
import { myDiagnoses } from './my-diagnoses.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([outpatient]);
});
afterAll(() => hospital.close());

test.each(['nurse', 'registrar', 'cashier', 'claims-clerk', 'lab-doctor', 'integration', 'administrator'])(
  '%s không có chẩn đoán hay dùng của bác sĩ',
  async (role) => {
    await expect(hospital.as(role).call(myDiagnoses, undefined)).rejects.toMatchObject({ status: 403 });
  },
);
