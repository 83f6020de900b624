import { expect, test } from 'vitest';
import { newCalls, type RoomCall } from './new-calls.ts';

const call = (room: string, ticket: number, calls = 1, at = '08:00'): RoomCall => ({ room, ticket, calls, at });
const shown = [call('noi-1', 5), call('noi-2', 7)];

test.each<[string, readonly RoomCall[] | undefined, readonly RoomCall[], readonly number[]]>([
  ['vừa bật bảng: không đọc lại số cũ', undefined, shown, []],
  ['không có gì mới', shown, shown, []],
  ['số mới của một phòng', shown, [call('noi-1', 6, 1, '08:01'), call('noi-2', 7)], [6]],
  ['gọi lại cùng số', shown, [call('noi-1', 5, 2, '08:01'), call('noi-2', 7)], [5]],
  [
    'hai phòng gọi cùng lúc: ai gọi trước đọc trước',
    shown,
    [call('noi-1', 6, 1, '08:02'), call('noi-2', 8, 1, '08:01')],
    [8, 6],
  ],
  ['phòng gọi số đầu tiên', [call('noi-2', 7)], shown, [5]],
  ['phòng hết người được gọi', shown, [call('noi-2', 7)], []],
])('%s', (_, before, now, tickets) => {
  expect(newCalls(before, now).map(({ ticket }) => ticket)).toEqual(tickets);
});
