import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { outsideDocument } from '../stories/outside-document-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments]);
});
afterAll(() => hospital.close());

const content = { resourceType: 'Binary', contentType: 'text/xml', data: outsideDocument().toString('base64') };

test.each(['nurse', 'registrar', 'cashier', 'lab-doctor', 'claims-clerk', 'integration', 'administrator'])(
  '%s không nhận tài liệu vào hồ sơ',
  async (role) => {
    await expect(
      hospital.as(role).call('DocumentReference/$receive-cda', undefined, { content }),
    ).rejects.toMatchObject({ status: 403 });
  },
);
