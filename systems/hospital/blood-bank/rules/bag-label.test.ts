import { expect, test } from 'vitest';
import { componentOf } from '../catalogs/components.ts';
import { bagOf } from './bag-label.ts';
import { isSameBag, stateWhenBack } from './blood-unit.ts';

const platelets = componentOf('platelets');
const typed = { scan: [], donation: 'HN-26-00001', group: 'A+', isTested: true };

test('túi về lúc 2 giờ sáng: hạn tính từ ngày ở Việt Nam, không từ hôm qua', () => {
  if (platelets === undefined) throw new Error('platelets');
  const night = new Date('2026-03-02T02:00:00+07:00');
  expect(bagOf({ ...typed, expires: '2026-03-07' }, platelets, night)).toMatchObject({ state: 'available' });
  expect(bagOf({ ...typed, expires: '2026-03-09' }, platelets, night)).toMatchObject({
    code: 'blood-bank.expiryTooFar',
  });
});

const bag = {
  donation: 'G1',
  component: 'red-cells',
  group: { abo: 'A', rhd: 'positive' },
  expires: '',
  state: 'available',
} as const;
test.each([
  ['cùng mã chế phẩm', 'E0336V00', 'E0336V00', true],
  ['quét rồi gõ tay', 'E0336V00', 'red-cells', true],
  ['gõ tay rồi quét', 'red-cells', 'E0336V00', true],
  ['hai phần chia của một lần hiến', 'E0336VA0', 'E0336VB0', false],
])('một túi hay hai, %s', (_, known, next, isSame) => {
  expect(isSameBag({ ...bag, product: known }, { ...bag, product: next })).toBe(isSame);
  expect(isSameBag({ ...bag, product: known }, { ...bag, product: next, donation: 'G2' })).toBe(false);
});

test.each([
  ['issued', 'available', 'available'],
  ['quarantine', 'available', 'quarantine'],
  ['quarantine', 'discarded', 'discarded'],
  ['discarded', 'available', 'discarded'],
] as const)('túi đang %s trả về, đáng lẽ %s: %s', (before, fate, state) =>
  expect(stateWhenBack(before, fate)).toBe(state),
);
