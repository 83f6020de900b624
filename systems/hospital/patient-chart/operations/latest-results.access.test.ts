import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';

let record: RecordForTests;
let patient = '';
beforeAll(async () => {
  record = await openRecordForTests();
  patient = await record.person('Đỗ Thị Thử');
});
afterAll(() => record.hospital.close());

test.each(['registrar', 'cashier', 'claims-clerk', 'lab-technician', 'administrator', 'integration'])(
  '%s không xem được kết quả mới nhất',
  async (role) => {
    await expect(record.hospital.as(role).call('Patient/$latest-results', patient)).rejects.toMatchObject({
      status: 403,
    });
  },
);
