import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import { holdRecord } from './hold-record.ts';
import { releaseHold } from './release-hold.ts';

let hospital: TestHospital;
let at: string;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
  at = await finishVisit(hospital);
  await hospital.as('records-clerk').call(holdRecord, at, { reason: 'Công văn 45' });
});
afterAll(() => hospital.close());

// who sets a hold is not who lifts it
test.each(['records-clerk', 'doctor', 'nurse', 'cashier', 'administrator', 'citizen'])(
  '%s không bỏ được lệnh giữ hồ sơ',
  async (role) => {
    await expect(hospital.as(role).call(releaseHold, at, { reason: 'Xong việc' })).rejects.toMatchObject({
      status: 403,
    });
    expect((await hospital.all('List')).map(({ status }) => status)).toEqual(['current']);
  },
);
