import { expect, test } from 'vitest';
import { instrumentBoard } from './instrument-board.ts';

test('sổ máy và hóa chất chỉ xem, không ghi (nội dung: instrument-verbs.test.ts)', () => {
  const { affectsState, level, resource, parameter } = instrumentBoard.definition;
  expect([affectsState, level, resource]).toEqual([false, 'type', ['Device']]);
  expect(parameter.map(({ name, use }) => `${use} ${name}`)).toEqual(['out instrument', 'out reagent']);
});
