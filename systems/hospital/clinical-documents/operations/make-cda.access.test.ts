import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { oddVisit } from '../stories/odd-visit.ts';

let hospital: TestHospital;
let encounter: string;
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments]);
  encounter = await oddVisit(hospital, { isNewborn: true });
});
afterAll(() => hospital.close());

test.each(['nurse', 'registrar', 'cashier', 'lab-doctor', 'claims-clerk', 'integration', 'administrator'])(
  '%s không lập tài liệu của lượt khám',
  async (role) => {
    await expect(hospital.as(role).call('Encounter/$cda', encounter, { kind: 'visit-summary' })).rejects.toMatchObject({
      status: 403,
    });
  },
);
