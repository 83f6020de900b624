import type { Appointment, Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import {
  controlIdOf,
  eventsOfAppointment,
  eventsOfVisit,
  isAskedFor,
  kindsAsked,
  segmentsAsked,
} from './told-events.ts';

const visit = (status: Encounter['status'], version: string, code = 'AMB'): Encounter => ({
  resourceType: 'Encounter',
  status,
  class: { code },
  meta: { versionId: version },
});
const appointment = (status: Appointment['status'], version: string): Appointment => ({
  resourceType: 'Appointment',
  status,
  participant: [{ status: 'accepted' }],
  meta: { versionId: version },
});

test.each([
  [visit('planned', '1'), ['A05']],
  [visit('arrived', '1'), ['A04']],
  [visit('in-progress', '1', 'IMP'), ['A01']],
  [visit('in-progress', '3'), ['A04', 'A08']],
  [visit('finished', '5', 'IMP'), ['A01', 'A03']],
  [visit('cancelled', '2'), ['A11']],
])('lượt khám đã qua những sự kiện nào', (encounter, events) => {
  expect(eventsOfVisit(encounter)).toEqual(events);
});

test.each([
  ['proposed', '1', []],
  ['booked', '1', ['S12']],
  ['booked', '2', ['S12', 'S14']],
  ['cancelled', '3', ['S15']],
  ['noshow', '2', ['S26']],
] as const)('lịch hẹn %s, bản %s', (status, version, events) => {
  expect(eventsOfAppointment(appointment(status, version))).toEqual(events);
});

test('kênh chỉ được báo điều nó xin', () => {
  expect(kindsAsked('ADT ORU')).toEqual(['ADT', 'ORU']);
  expect(kindsAsked('ORU,SIU,KHAC')).toEqual(['SIU', 'ORU']);
  expect(kindsAsked(undefined)).toEqual([]);
});

test('số hiệu: một lần cho mỗi sự kiện, riêng bản sửa thì mỗi bản một số; không quá hai mươi ký tự', () => {
  const digest = 'a'.repeat(40);
  expect(controlIdOf('A03', digest, '4')).toBe(controlIdOf('A03', digest, '5'));
  expect(controlIdOf('A08', digest, '4')).not.toBe(controlIdOf('A08', digest, '5'));
  expect(controlIdOf('A08', digest, '123456').length).toBeLessThanOrEqual(20);
});

test('đoạn thêm của ADT: chỉ đoạn kênh xin; chữ lạ không là gì', () => {
  expect(segmentsAsked(undefined)).toEqual([]);
  expect(segmentsAsked('NK1, ZZZ')).toEqual(['NK1']);
  expect([isAskedFor('PID', []), isAskedFor('NK1', []), isAskedFor('NK1', ['NK1'])]).toEqual([true, false, true]);
});
