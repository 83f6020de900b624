import { expect, test } from 'vitest';
import { keptFromYear, type RecordClass } from './retention.ts';

test.each<[readonly [RecordClass, ...RecordClass[]], string, number | undefined]>([
  [['visit'], '2036-12-31', 2026],
  [['visit'], '2037-01-01', 2027],
  [['healthCertificate'], '2026-11-22', 2024],
  [['register'], '2026-11-22', 2021],
  [['psychiatric'], '2026-11-22', 2006],
  [['transplant'], '2026-11-22', 1996],
  [['visit', 'death'], '2026-11-22', 1996],
  [['visit', 'medicalIncident'], '2026-11-22', undefined],
])('hồ sơ loại %s vào ngày %s: còn phải giữ từ năm %s', (classes, today, year) => {
  expect(keptFromYear(classes, today)).toBe(year);
});

test('trước ngày có quy định thì không đoán', () => {
  expect(() => keptFromYear(['visit'], '2025-06-30')).toThrow(
    expect.objectContaining({ code: 'core.noRetentionRule' }),
  );
});
