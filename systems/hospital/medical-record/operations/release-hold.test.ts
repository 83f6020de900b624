import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import { holdRecord } from './hold-record.ts';
import { releaseHold } from './release-hold.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
  await hospital.as('tool').store.update({ resourceType: 'Practitioner', id: 'data-officer' });
});
afterAll(() => hospital.close());

const release = (at: string, reason = 'Đã kết thúc vụ việc') =>
  hospital.as('data-officer').call(releaseHold, at, { reason });

test('bỏ lệnh giữ: mọi lệnh trên lượt khám ấy kết thúc, còn nguyên lý do lúc đặt và lúc bỏ', async () => {
  const at = await finishVisit(hospital);
  const clerk = hospital.as('records-clerk');
  await clerk.call(holdRecord, at, { reason: 'Công văn 45' });
  await clerk.call(holdRecord, at, { reason: 'Công văn 46', whole: true });
  expect(await release(at)).toEqual({ released: 2 });
  for (const list of await hospital.all('List')) {
    expect(list.status).toBe('retired');
    expect(list.note?.map(({ authorReference }) => authorReference?.reference)).toEqual([
      'Practitioner/records-clerk',
      'Practitioner/data-officer',
    ]);
  }
  await expect(release(at)).rejects.toMatchObject({ code: 'medical-record.notHeld' });
});

test('không có lý do thì không bỏ', async () => {
  const at = await finishVisit(hospital);
  await expect(release(at, '')).rejects.toMatchObject({ status: 400 });
  await expect(release(at, 'abc')).rejects.toMatchObject({ code: 'medical-record.holdReason' });
});
