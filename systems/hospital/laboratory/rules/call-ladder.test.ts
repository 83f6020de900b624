import type { Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import {
  type CallLadder,
  handedOn,
  ladderDefinition,
  ladderOn,
  placeAfter,
  placeOf,
  readLadder,
} from './call-ladder.ts';
import { escalation } from './call-task.ts';

const who = (id: string) => ({ reference: `Practitioner/${id}` });
const ladder: CallLadder = {
  from: '2026-03-01',
  steps: [
    { after: 15, who: who('truong-khoa') },
    { after: 30, who: who('truc'), phone: '0000 000 111' },
  ],
  repeat: 10,
};

test.each([
  [14.9, undefined],
  [15, { step: 0, turn: 0 }],
  [29.9, { step: 0, turn: 0 }],
  [30, { step: 1, turn: 0 }],
  [39.9, { step: 1, turn: 0 }],
  [40, { step: 1, turn: 1 }],
  [90, { step: 1, turn: 6 }],
])('sau %d phút chưa ai đọc lại', (minutes, place) => {
  expect(placeAfter(ladder, minutes)).toEqual(place);
});

test('thang của ngày: của khoa trước của viện, khai sau thay khai trước, chưa tới ngày thì chưa', () => {
  const later = { ...ladder, from: '2026-03-05', repeat: 5 };
  const ward = { ...ladder, location: 'Location/noi', repeat: 7 };
  const all = [later, ladder, ward];
  const repeatOn = (day: string, location?: string) => ladderOn(all, day, location)?.repeat;
  expect([
    repeatOn('2026-02-28'),
    repeatOn('2026-03-01'),
    repeatOn('2026-03-05'),
    repeatOn('2026-03-05', 'Location/noi'),
    repeatOn('2026-03-05', 'Location/ngoai'),
  ]).toEqual([undefined, 10, 5, 7, 5]);
});

test('ghi vào hồ sơ rồi đọc lại là một; định nghĩa khác hoặc đã ngừng thì không phải thang gọi', () => {
  expect(readLadder(ladderDefinition(ladder))).toEqual(ladder);
  expect(readLadder({ ...ladderDefinition(ladder), status: 'retired' })).toBeUndefined();
  expect(readLadder({ resourceType: 'ActivityDefinition', status: 'active' })).toBeUndefined();
});

test('việc gọi báo đổi người giữ, ghi lại ai được gọi lúc nào; bảng việc nói đang tới lượt ai', () => {
  const task: Task = {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    authoredOn: '2026-03-02T07:00:00+07:00',
  };
  const now = new Date('2026-03-02T07:01:00+07:00');
  const [first, second] = ladder.steps;
  if (first === undefined || second === undefined) throw new Error('no steps');
  const once = handedOn(task, first, { step: 0, turn: 0 }, '2026-03-02T07:15:00+07:00');
  const twice = handedOn(once, second, { step: 1, turn: 0 }, '2026-03-02T07:30:00+07:00');
  const again = handedOn(twice, second, { step: 1, turn: 1 }, '2026-03-02T07:40:00+07:00');
  expect([once, twice, again].map((one) => one.note?.length)).toEqual([1, 2, 2]);
  expect(placeOf(again)).toEqual({ step: 1, turn: 1 });
  expect(again.businessStatus?.text).toBe('Gọi lại lần 2: Practitioner/truc, 0000 000 111');
  expect([task, once, twice].map((one) => escalation(one, now))).toEqual(['none', 'second', 'head']);
});
