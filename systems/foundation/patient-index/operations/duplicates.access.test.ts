import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'nurse', 'doctor', 'cashier', 'administrator', 'integration'])(
  '%s không được tìm hồ sơ trùng trong sổ',
  async (role) => {
    await expect(hospital.as(role).call('Patient/$duplicates', undefined, {})).rejects.toMatchObject({ status: 403 });
  },
);
