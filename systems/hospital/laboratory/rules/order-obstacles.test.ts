import type { Encounter, Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { type OrderQuestion, orderObstacles } from './order-obstacles.ts';

const encounter: Encounter = { resourceType: 'Encounter', status: 'in-progress', class: { code: 'AMB' } };
const patient: Patient = { resourceType: 'Patient', identifier: [{ system: 'mrn', value: 'A1' }] };
const question: OrderQuestion = {
  encounter,
  patient,
  patientNumberSystem: 'mrn',
  codes: ['22.0120.1370', '23.0075.1494'],
  openCodes: new Set(),
  collectedAt: undefined,
  visitStart: new Date('2026-03-02T00:00:00Z'),
  now: new Date('2026-03-02T01:00:00Z'),
};
const codes = (changes: Partial<OrderQuestion>) =>
  orderObstacles({ ...question, ...changes }).map((obstacle) => obstacle.code?.replace('laboratory.', ''));

test.each<[string, Partial<OrderQuestion>, string[]]>([
  ['không có gì cản', {}, []],
  ['lượt khám đã đóng', { encounter: { ...encounter, status: 'finished' } }, ['visitClosed']],
  ['lượt khám mới hẹn', { encounter: { ...encounter, status: 'planned' } }, ['visitClosed']],
  ['người bệnh chưa có mã', { patient: { resourceType: 'Patient' } }, ['patientNumberMissing']],
  ['không chọn gì', { codes: [] }, ['nothingOrdered']],
  ['mã lạ', { codes: ['99.9999.9999'] }, ['unknownTest']],
  ['đã có chỉ định đang chờ', { openCodes: new Set(['23.0075.1494']) }, ['orderedTwice']],
  ['chọn hai lần cùng một xét nghiệm', { codes: ['23.0075.1494', '23.0075.1494'] }, ['orderedTwice']],
  ['lấy mẫu đúng lúc này', { collectedAt: question.now }, []],
  ['lấy mẫu sau giờ hiện tại một giây', { collectedAt: new Date('2026-03-02T01:00:01Z') }, ['collectedInFuture']],
  ['lấy mẫu trước lượt khám', { collectedAt: new Date('2026-03-01T23:59:59Z') }, ['collectedBeforeVisit']],
  [
    'nhiều trở ngại cùng lúc được nói hết',
    { encounter: { ...encounter, status: 'cancelled' }, codes: ['x'] },
    ['visitClosed', 'unknownTest'],
  ],
])('chỉ định xét nghiệm: %s', (_, changes, expected) => {
  expect(codes(changes)).toEqual(expected);
});
