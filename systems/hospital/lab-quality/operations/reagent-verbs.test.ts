import { expect, test } from 'vitest';
import { type ReagentLot, readReagent, reagentSubstance } from '../rules/reagent-lot.ts';

const lot: ReagentLot = {
  instrument: 'AU-2',
  reagent: 'GLU',
  name: 'Hóa chất glucose',
  lot: 'G1',
  expiry: '2026-06-30',
  quantity: 12.5,
  unit: 'mL',
  minimum: 5,
  onboardDays: 28,
  opened: '2026-03-01',
  indicators: ['GLU', 'GLU-CSF'],
  isDiscarded: false,
};

test('lô hóa chất đọc lại đúng như đã ghi (nhập, mở, dùng, bỏ: instrument-verbs.test.ts)', () => {
  expect(readReagent(reagentSubstance(lot))).toEqual(lot);
  const { onboardDays: _days, opened: _opened, ...plain } = lot;
  expect(readReagent(reagentSubstance({ ...plain, isDiscarded: true }))).toEqual({ ...plain, isDiscarded: true });
});
