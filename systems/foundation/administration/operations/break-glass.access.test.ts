import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'cashier', 'records-clerk', 'administrator', 'integration', 'citizen'])(
  '%s không mở khẩn được hồ sơ',
  async (role) => {
    const reason = 'Cấp cứu, người bệnh hôn mê';
    const call = hospital.as(role).call('Patient/$break-glass', 'Patient/kin', { reason });
    await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
  },
);
