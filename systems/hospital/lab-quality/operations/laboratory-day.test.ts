import { expect, test } from 'vitest';
import { laboratoryDay } from './laboratory-day.ts';

test('số liệu ngày chỉ xem, không ghi (nội dung: external-verbs.test.ts)', () => {
  const { affectsState, level, resource, readsAs } = laboratoryDay.definition;
  expect([affectsState, level, resource, readsAs]).toEqual([false, 'type', ['DiagnosticReport'], ['lab-quality']]);
});
