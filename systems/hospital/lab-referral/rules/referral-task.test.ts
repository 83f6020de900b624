import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Observation, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import type { ReferralLaboratory } from './referral-laboratory.ts';
import {
  calledBack,
  closed,
  consignmentNumber,
  hoursLeft,
  reportOf,
  returned,
  sent,
  specimenOf,
  stateCode,
  stateOf,
  toSend,
} from './referral-task.ts';

const laboratory: ReferralLaboratory = { id: 'o1', code: '79 001', name: 'Viện', isActive: true, tests: [] };
const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'c1',
  meta: { security: [{ code: 'HIV' }] },
  status: 'active',
  intent: 'order',
  priority: 'stat',
  code: { text: 'Vitamin B12' },
  subject: { reference: 'Patient/p1' },
};
const specimen: Specimen = { resourceType: 'Specimen', id: 'm1' };
const at = new Date('2026-03-02T00:30:00Z');
const waiting = toSend({ order, specimen, laboratory, at });
const box = { number: 'G260302-AAAA', at, by: { display: 'Kỹ thuật viên' } };
const report: DiagnosticReport = { resourceType: 'DiagnosticReport', id: 'r1', status: 'final', code: {} };
const codes = (task: typeof waiting) =>
  task.meta?.tag?.filter(({ system }) => system === codeSystems.referralState).map(({ code }) => code) ?? [];

test('đường đi của một xét nghiệm gửi ngoài: chờ gửi, đã gửi, đã về, xong; xong thì không còn trong danh sách nào', () => {
  expect(codes(waiting)).toEqual(['to-send', 'to-send.79%20001']);
  expect(specimenOf(waiting)).toEqual({ reference: 'Specimen/m1' });
  const out = sent(waiting, box, 48);
  expect(codes(out)).toEqual(['sent', stateCode('sent', '79 001')]);
  expect(out).toMatchObject({ status: 'in-progress', restriction: { period: { end: '2026-03-04T07:30:00+07:00' } } });
  const back = returned(out, report, []);
  expect([stateOf(back), reportOf(back)?.reference]).toEqual(['returned', 'DiagnosticReport/r1']);
  const done = closed(back, report, at);
  expect([stateOf(done), done.status, codes(done)]).toEqual([undefined, 'completed', []]);
  expect(calledBack(waiting, 'nhầm', at)).toMatchObject({ status: 'cancelled', statusReason: { text: 'nhầm' } });
});

test.each([
  ['HH', 'stat'],
  ['AA', 'stat'],
  ['H', 'routine'],
])('kết quả %s của nơi làm: việc thành %s', (code, priority) => {
  const result: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: {},
    interpretation: [{ coding: [{ code }] }],
  };
  expect(returned({ ...waiting, priority: 'routine' }, report, [result]).priority).toBe(priority);
});

test('nhãn bảo mật và mức khẩn của chỉ định theo sang việc gửi mẫu; đưa vào lại thì sạch chuyện cũ', () => {
  expect(waiting).toMatchObject({ priority: 'stat', meta: { security: [{ code: 'HIV' }] } });
  const before = { ...calledBack(sent(waiting, box, 1), 'nhầm', at), id: 't1', meta: { versionId: '3' } };
  const again = toSend({ order, specimen, laboratory, at }, before);
  expect(again).toMatchObject({ id: 't1', meta: { versionId: '3' }, status: 'requested' });
  expect([again.groupIdentifier, again.statusReason, again.restriction, again.output]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  ['2026-03-03T23:30:00Z', 1],
  ['2026-03-04T00:30:00Z', 0],
  ['2026-03-04T00:30:01Z', -1],
])('còn lại đến hẹn lúc %s: %i giờ', (now, expected) => {
  expect(hoursLeft(sent(waiting, box, 48), new Date(now))).toBe(expected);
});

test('chưa gửi thì chưa hẹn; số chuyến không có chữ dễ lẫn', () => {
  expect(hoursLeft(waiting, at)).toBeUndefined();
  expect(consignmentNumber('2026-03-02', Uint8Array.of(0, 31, 32, 255))).toBe('G260302-A9A9');
});
