import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';

let record: RecordForTests;
beforeAll(async () => {
  record = await openRecordForTests();
});
afterAll(() => record.hospital.close());

test.each(['registrar', 'cashier', 'lab-technician', 'lab-doctor', 'records-clerk', 'administrator', 'integration'])(
  '%s không ghi được là không dị ứng',
  async (role) => {
    const patient = await record.person('Đinh Thị Thử');
    const said = record.hospital.as(role).call('Patient/$no-known-allergy', patient);
    await expect(said).rejects.toMatchObject({ status: 403 });
    expect(await record.hospital.all('AllergyIntolerance')).toEqual([]);
  },
);
