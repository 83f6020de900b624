import type { Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import { type VisitEvent, type VisitFacts, visitAfter } from './visit-after.ts';

const facts: VisitFacts = {
  identifier: { system: 'urn:so', value: 'L1' },
  class: { code: 'IMP' },
  start: '2026-03-02T07:00:00+07:00',
  end: undefined,
  location: { location: { display: 'K01' } },
  participants: [],
  type: undefined,
  reason: undefined,
  discharge: undefined,
  provider: undefined,
};
const made = { id: 'l1', subject: { reference: 'Patient/an' }, meta: {} };
const at = (hour: string): string => `2026-03-02T${hour}:00:00+07:00`;
const after = (before: Encounter | undefined, kind: VisitEvent, hour: string, more: Partial<VisitFacts> = {}) =>
  visitAfter(before, { ...facts, ...more }, { kind, at: at(hour) }, made);

test.each<[VisitEvent, Encounter['status'], Encounter['status']]>([
  ['open', 'planned', 'in-progress'],
  ['plan', 'planned', 'planned'],
  ['finish', 'in-progress', 'finished'],
  ['cancel', 'in-progress', 'cancelled'],
  ['reopen', 'finished', 'in-progress'],
  ['move', 'planned', 'in-progress'],
  ['move', 'finished', 'finished'],
  ['reclass', 'cancelled', 'cancelled'],
  ['tell', 'planned', 'planned'],
])('sự kiện %s khi lượt đang %s thì thành %s', (kind, before, expected) => {
  const visit: Encounter = { ...after(undefined, 'plan', '08'), status: before };
  expect(after(visit, kind, '09').status).toBe(expected);
});

test('bản tin viết trước bản tin đã nhận không đổi trạng thái, chỉ bổ sung chỗ trống', () => {
  const finished = after(undefined, 'finish', '10', { participants: [], start: undefined });
  const late = after(finished, 'open', '08', { reason: { text: 'Sốt' }, location: { location: { display: 'K09' } } });
  expect(late).toMatchObject({ status: 'finished', reasonCode: [{ text: 'Sốt' }], period: { start: facts.start } });
  expect(late.location).toEqual(finished.location);
  expect(after(finished, 'open', '10').status).toBe('in-progress'); // the same second: as they come
});

test('chỗ cũ khép lại, chỗ mới mở ra; nói lại chỗ cũ thì không thêm gì', () => {
  const first = after(undefined, 'open', '08');
  const again = after(first, 'tell', '09');
  expect(again.location).toHaveLength(1);
  const moved = after(again, 'move', '10', { location: { location: { display: 'K02' } } });
  expect(moved.location).toMatchObject([
    { status: 'completed', period: { start: at('08'), end: at('10') } },
    { status: 'active', period: { start: at('10') } },
  ]);
});

test('ra viện trước khi vào viện thì không ghi giờ ra; hủy ra viện thì bỏ giờ ra', () => {
  const odd = after(undefined, 'finish', '06');
  expect(odd).toMatchObject({ status: 'finished', period: { start: facts.start } });
  expect(odd.period?.end).toBeUndefined();
  const left = after(undefined, 'finish', '12', { end: at('11') });
  expect(left.period?.end).toBe(at('11'));
  expect(after(left, 'reopen', '13').period?.end).toBeUndefined();
});
