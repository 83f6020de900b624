import { codeSystems } from '@lienmach/core';
import type { Task } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { type AlarmSound, ringing, turnsHere } from './bench-alarm.ts';

const mine = new Set(['Practitioner/toi', 'PractitionerRole/truc']);
const at = (minutes: number): Date => new Date(Date.parse('2026-03-02T07:30:00+07:00') + minutes * 60_000);

const call = (owner: string, ...codes: readonly string[]): Task => ({
  resourceType: 'Task',
  id: 'k',
  status: 'requested',
  intent: 'order',
  authoredOn: '2026-03-02T07:30:00+07:00',
  owner: { reference: owner },
  ...(codes.length === 0
    ? {}
    : { businessStatus: { coding: codes.map((code) => ({ system: codeSystems.callStep, code })) } }),
});

describe('cuộc gọi nào là lượt của người ngồi đây', () => {
  test.each([
    ['mới có, chưa chuyển ai: bàn xét nghiệm gọi', call('Practitioner/bac-si'), 1, ['k none']],
    ['không có thang, quá 15 phút: lượt mới', call('Practitioner/bac-si'), 16, ['k second']],
    ['không có thang, quá 30 phút: lượt mới', call('Practitioner/bac-si'), 31, ['k head']],
    ['thang chuyển cho người khác', call('Practitioner/khac', '0.0'), 16, []],
    ['thang chuyển cho tôi', call('Practitioner/toi', '0.0'), 16, ['k 0.0']],
    ['gọi lại tôi: lượt mới', call('Practitioner/toi', '0.1'), 26, ['k 0.1']],
    ['thang chuyển cho vai trò của tôi', call('PractitionerRole/truc', '1.0'), 30, ['k 1.0']],
    ['hết thang: ai ngồi bàn cũng nghe', call('Practitioner/khac', '1.3', 'overdue'), 90, ['k overdue']],
    ['đã ghi đã báo', { ...call('Practitioner/toi', '0.0'), status: 'completed' as const }, 16, []],
    ['đã hủy', { ...call('Practitioner/toi'), status: 'cancelled' as const }, 1, []],
  ])('%s', (_title, task, minutes, expected) => {
    expect(turnsHere([task], mine, at(minutes))).toEqual(expected);
  });
});

describe('khi nào đổ chuông', () => {
  const cases: readonly [string, readonly string[], readonly string[], AlarmSound, boolean, readonly string[]][] = [
    ['không có lượt nào', [], [], 'on', false, []],
    ['lượt mới', ['a 0.0'], [], 'on', true, ['a 0.0']],
    ['lượt đã đổ chuông', ['a 0.0'], ['a 0.0'], 'on', false, ['a 0.0']],
    ['lượt sau của cùng cuộc gọi', ['a 0.1'], ['a 0.0'], 'on', true, ['a 0.0', 'a 0.1']],
    ['thêm một cuộc khác', ['a 0.0', 'b none'], ['a 0.0'], 'on', true, ['a 0.0', 'b none']],
    ['hai lượt cùng lúc là một hồi chuông', ['a none', 'b none'], [], 'on', true, ['a none', 'b none']],
    ['tắt tiếng: im, và không đòi lại khi bật', ['a 0.0'], [], 'off', false, ['a 0.0']],
    ['trình duyệt chưa cho kêu: còn nợ', ['a 0.0'], [], 'blocked', false, []],
    ['lượt cũ đã qua, không còn gì', [], ['a 0.0'], 'on', false, ['a 0.0']],
  ];
  test.each(cases)('%s', (_title, turns, before, sound, rings, after) => {
    const next = ringing(turns, new Set(before), sound);
    expect([next.rings, [...next.rung]]).toEqual([rings, after]);
  });
});
