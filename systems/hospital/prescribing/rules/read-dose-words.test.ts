import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDoseWords } from './read-dose-words.ts';

describe('gõ tắt liều dùng', () => {
  test.each([
    ['para 2v x 3l/n x 5 ngày', { drug: 'para', boxes: { morning: '2', noon: '2', evening: '2' }, days: 5 }],
    ['para 1/2v x 2l x 3 ng', { drug: 'para', boxes: { morning: '1/2', evening: '1/2' }, days: 3 }],
    ['amlo s1 28 ngày', { drug: 'amlo', boxes: { morning: '1' }, days: 28 }],
    ['metformin s1 c1 30n', { drug: 'metformin', boxes: { morning: '1', afternoon: '1' }, days: 30 }],
    ['losartan sáng 1 tối 1/2', { drug: 'losartan', boxes: { morning: '1', evening: '1/2' } }],
    ['paracetamol 500', { drug: 'paracetamol 500', boxes: {} }],
    ['vitamin c', { drug: 'vitamin c', boxes: {} }],
  ])('%s', (text, wanted) => {
    expect(readDoseWords(text)).toMatchObject(wanted);
  });

  test('không hiểu thì giữ nguyên chữ', () => {
    expect(readDoseWords('para nửa viên')).toEqual({ drug: 'para nửa viên', boxes: {} });
  });

  test('chữ bất kỳ không làm hỏng', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => typeof readDoseWords(text).drug === 'string'));
  });
});
