import { describe, expect, test } from 'vitest';
import { calledValue, holdsCulture, isCritical } from './culture-call.ts';
import type { Worksheet } from './worksheet.ts';

const sheet: Worksheet = {
  order: 'o',
  report: 'r',
  kind: 'blood',
  receivedAt: '2026-03-02T07:30:00+07:00',
  smear: [],
  readings: [],
  isolates: [],
  comment: '',
  releases: [],
  isChanged: false,
};
const growth = [{ day: 1, state: 'growth' as const }];

describe('cấy dương tính nào phải gọi báo', () => {
  test.each<[string, Partial<Worksheet>, boolean]>([
    ['máu chưa mọc', { readings: [{ day: 1, state: 'no-growth' }] }, false],
    ['máu có mọc', { readings: growth }, true],
    ['dịch não tủy có mọc', { kind: 'csf', readings: growth }, true],
    ['máu thấy vi khuẩn khi nhuộm soi', { smear: [{ finding: 'gnb', amount: '1+' }] }, true],
    ['nhuộm soi không thấy', { smear: [{ finding: 'gnb', amount: 'none' }] }, false],
    ['chỉ thấy bạch cầu', { smear: [{ finding: 'wbc', amount: '3+' }] }, false],
    ['đã có chủng', { isolates: [{ number: 1, organism: 'ECO', amount: '', method: 'mic', results: [] }] }, true],
    ['nước tiểu có mọc', { kind: 'urine', readings: growth }, false],
  ])('%s', (_name, more, expected) => {
    expect(isCritical({ ...sheet, ...more })).toBe(expected);
  });
});

test('đọc lại phải có bệnh phẩm và hai chữ dương tính, không cần dấu', () => {
  expect(calledValue({ kind: 'csf' })).toBe('Cấy dịch não tủy dương tính');
  expect(holdsCulture('dạ, cay mau duong tinh', 'Cấy máu dương tính')).toBe(true);
  expect(holdsCulture('dương tính', 'Cấy máu dương tính')).toBe(false);
  expect(holdsCulture('máu âm tính', 'Cấy máu dương tính')).toBe(false);
  expect(holdsCulture('x', '')).toBe(false);
});
