import { expect, test } from 'vitest';
import { choosePrinter } from './choose-printer.ts';

const rules = [
  { printer: 'Máy chung' },
  { form: 'NM', printer: 'Máy nhãn', paper: '50x30' },
  { room: 'noi-1', printer: 'P105 Laser', tray: 'Khay 2' },
  { room: 'noi-1', form: 'DT', copies: 2 },
];

test.each([
  ['noi-2', 'DT', { printer: 'Máy chung', copies: 1 }],
  ['noi-2', 'NM', { printer: 'Máy nhãn', paper: '50x30', copies: 1 }],
  ['noi-1', 'DT', { printer: 'P105 Laser', tray: 'Khay 2', copies: 2 }],
  ['noi-1', 'PT', { printer: 'P105 Laser', tray: 'Khay 2', copies: 1 }],
  [undefined, 'PT', { printer: 'Máy chung', copies: 1 }],
])('phòng %s, mẫu %s: quy tắc hẹp nhất đi trước', (room, form, choice) => {
  expect(choosePrinter(rules, room, form)).toEqual(choice);
});

test('không có quy tắc nào thì một bản, máy do người chọn', () => {
  expect(choosePrinter([], 'noi-1', 'DT')).toEqual({ copies: 1 });
});
