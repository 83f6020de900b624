import { isLegalHold } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { List } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import { holdRecord } from './hold-record.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

const hold = (at: string, input: object) => hospital.as('records-clerk').call(holdRecord, at, input);

test('giữ hồ sơ: ai, lúc nào, vì sao; không chỉ thẳng vào lượt khám', async () => {
  const at = await finishVisit(hospital);
  const made = await hold(at, { reason: 'Công văn 45/CQĐT ngày 01/03/2026' });
  const list = await hospital.as('records-clerk').store.follow('List', made.hold);
  expect(isLegalHold(list)).toBe(true);
  expect(list).toMatchObject({
    status: 'current',
    source: { reference: 'Practitioner/records-clerk' },
    note: [{ text: 'Công văn 45/CQĐT ngày 01/03/2026', time: '2026-03-02T07:30:00+07:00' }],
    entry: [{ item: { type: 'Encounter', identifier: { value: at.slice('Encounter/'.length) } } }],
  });
  expect(JSON.stringify(list)).not.toContain(at);
});

test('giữ hai lần thì bị nhắc; giữ cả người bệnh là lệnh khác', async () => {
  const at = await finishVisit(hospital);
  await hold(at, { reason: 'Khiếu nại ngày 01/03' });
  await expect(hold(at, { reason: 'Khiếu nại ngày 01/03' })).rejects.toMatchObject({
    code: 'medical-record.alreadyHeld',
  });
  const whole = await hold(at, { reason: 'Khiếu nại ngày 01/03', whole: true });
  const list: List = await hospital.as('records-clerk').store.follow('List', whole.hold);
  expect(list.entry).toBeUndefined();
});

test('không có lý do thì không giữ', async () => {
  const at = await finishVisit(hospital);
  await expect(hold(at, { reason: '  x ' })).rejects.toMatchObject({ code: 'medical-record.holdReason' });
});
