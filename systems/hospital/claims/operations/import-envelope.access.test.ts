import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { claims } from '../index.ts';
import { claimWith } from '../stories/claim-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'records-clerk'];
const input = {
  xml: {
    resourceType: 'Binary',
    contentType: 'application/xml',
    data: Buffer.from(writeEnvelope({ facility: '99001', made: '20261121', claims: [claimWith()] })).toString('base64'),
  },
};

test.each(outsiders)('%s không nhập được hồ sơ BHYT', async (role) => {
  await expect(hospital.as(role).call('Claim/$import-envelope', undefined, input)).rejects.toMatchObject({
    status: 403,
  });
});

test('nhân viên thanh toán BHYT nhập được', async () => {
  await expect(hospital.as('claims-clerk').call('Claim/$import-envelope', undefined, input)).resolves.toMatchObject({
    visit: [{ state: 'written' }],
  });
});
