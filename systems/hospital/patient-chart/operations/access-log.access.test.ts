import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';

let record: RecordForTests;
let patient = '';
beforeAll(async () => {
  record = await openRecordForTests();
  patient = await record.person('Đỗ Thị Thử');
  await record.visit(patient, '2026-02-01T08:00:00+07:00', 'Practitioner/nurse');
});
afterAll(() => record.hospital.close());

test.each([
  'registrar',
  'nurse',
  'cashier',
  'claims-clerk',
  'lab-technician',
  'lab-doctor',
  'integration',
  'access-log',
])('%s không xem được ai đã mở hồ sơ', async (role) => {
  const asked = record.hospital.as(role).call('Patient/$access-log', patient);
  await expect(asked).rejects.toMatchObject({ status: 403 });
});
