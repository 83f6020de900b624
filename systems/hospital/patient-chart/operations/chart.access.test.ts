import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';

let record: RecordForTests;
let patient = '';
beforeAll(async () => {
  record = await openRecordForTests();
  patient = await record.person('Đỗ Thị Thử');
});
afterAll(() => record.hospital.close());

test.each(['registrar', 'cashier', 'claims-clerk', 'lab-technician', 'administrator', 'integration', 'access-log'])(
  '%s không mở được hồ sơ người bệnh',
  async (role) => {
    await expect(record.hospital.as(role).call('Patient/$chart', patient)).rejects.toMatchObject({ status: 403 });
  },
);

test('hồ sơ không có thì nói là không có', async () => {
  const opened = record.hospital.as('doctor').call('Patient/$chart', 'Patient/khong-co');
  await expect(opened).rejects.toMatchObject({ status: 404 });
});
