import type { Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import {
  type CallLadder,
  handedOn,
  isOverdue,
  isSameLadder,
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
  rings: 3,
};

test.each([
  [14.9, undefined],
  [15, { step: 0, turn: 0 }],
  [29.9, { step: 0, turn: 0 }],
  [30, { step: 1, turn: 0 }],
  [39.9, { step: 1, turn: 0 }],
  [40, { step: 1, turn: 1 }],
  [59.9, { step: 1, turn: 2 }],
  [60, { step: 1, turn: 3 }],
  [90, { step: 1, turn: 3 }],
  [100_000, { step: 1, turn: 3 }],
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

test('hai thang cùng ngày cùng nơi: bản lưu sau được dùng, dù đọc lên theo thứ tự nào', () => {
  const first = { ...ladder, repeat: 11, saved: '2026-02-27T01:00:00.000Z b' };
  const second = { ...ladder, repeat: 12, saved: '2026-02-27T01:00:00.000Z c' };
  const third = { ...ladder, repeat: 13, saved: '2026-02-27T02:00:00.000Z a' };
  for (const all of [
    [first, second, third],
    [third, second, first],
    [second, third, first],
  ]) {
    expect(ladderOn(all, '2026-03-01', undefined)?.repeat).toBe(13);
    expect(ladderOn(all.slice(0, 2), '2026-03-01', undefined)?.repeat).toBe(all.slice(0, 2).includes(third) ? 13 : 12);
  }
  expect(isSameLadder(first, { from: '2026-03-01' })).toBe(true);
  expect(isSameLadder(first, { from: '2026-03-01', location: 'Location/noi' })).toBe(false);
  expect(isSameLadder(first, { from: '2026-03-02' })).toBe(false);
});

test.each([
  [{ step: 0, turn: 0 }, false],
  [{ step: 0, turn: 3 }, false],
  [{ step: 1, turn: 2 }, false],
  [{ step: 1, turn: 3 }, true],
  [{ step: 1, turn: 9 }, true],
])('%j: đã gọi hết thang %s', (place, expected) => {
  expect(isOverdue(ladder, place)).toBe(expected);
});

test('ghi vào hồ sơ rồi đọc lại là một; định nghĩa khác hoặc đã ngừng thì không phải thang gọi', () => {
  expect(readLadder(ladderDefinition(ladder))).toEqual(ladder);
  const saved = { ...ladderDefinition(ladder), id: 'a1', meta: { lastUpdated: '2026-03-01T08:00:00+07:00' } };
  expect(readLadder(saved)?.saved).toBe('2026-03-01T01:00:00.000Z a1');
  // a ladder from before its rings were declared
  const parts = saved.extension?.[0]?.extension?.filter(({ url }) => url !== 'rings') ?? [];
  expect(readLadder({ ...saved, extension: [{ url: saved.extension?.[0]?.url ?? '', extension: parts }] })?.rings).toBe(
    3,
  );
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
  const once = handedOn(task, ladder, { step: 0, turn: 0 }, '2026-03-02T07:15:00+07:00');
  const twice = handedOn(once, ladder, { step: 1, turn: 0 }, '2026-03-02T07:30:00+07:00');
  const again = handedOn(twice, ladder, { step: 1, turn: 1 }, '2026-03-02T07:40:00+07:00');
  const late = handedOn(again, ladder, { step: 1, turn: 3 }, '2026-03-02T08:00:00+07:00');
  expect([once, twice, again, late].map((one) => one.note?.length)).toEqual([1, 2, 2, 3]);
  expect(placeOf(again)).toEqual({ step: 1, turn: 1 });
  expect(again.businessStatus?.text).toBe('Gọi lại lần 2: Practitioner/truc, 0000 000 111');
  expect([task, once, twice, late].map((one) => escalation(one, now))).toEqual(['none', 'second', 'head', 'overdue']);
  expect(late).toMatchObject({
    status: 'requested',
    owner: { reference: 'Practitioner/truc' },
    businessStatus: { text: 'Quá hạn gọi báo, lần cuối gọi Practitioner/truc, 0000 000 111' },
  });
  expect(placeOf(late)).toEqual({ step: 1, turn: 3 });
  // nobody looked until everything was over: the last one holds it, and both are noted
  const missed = handedOn(task, ladder, { step: 1, turn: 3 }, '2026-03-02T09:00:00+07:00');
  expect([missed.note?.length, missed.owner?.reference]).toEqual([2, 'Practitioner/truc']);
  expect(handedOn(task, ladder, { step: 7, turn: 0 }, '2026-03-02T09:00:00+07:00')).toBe(task);
});
