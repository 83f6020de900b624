import { expect, test } from 'vitest';
import { quantityText } from './quantity-text.ts';

test('dưới mười thêm số 0 ở trước; thuốc gây nghiện ghi thêm bằng chữ', () => {
  expect(quantityText(5, 'Viên', false)).toBe('05 viên');
  expect(quantityText(10, 'Viên', false)).toBe('10 viên');
  expect(quantityText(7, 'Ống', true)).toBe('07 (bảy) ống');
});
