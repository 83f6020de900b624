import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

const pair = { one: 'a', other: 'b', reason: 'hai người' };

test.each(['registrar', 'nurse', 'doctor', 'cashier', 'administrator', 'integration'])(
  '%s không được ghi hai hồ sơ là hai người',
  async (role) => {
    await expect(hospital.as(role).call('Patient/$keep-apart', undefined, pair)).rejects.toMatchObject({ status: 403 });
  },
);
