import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BurstStep, ScanBurst } from './scan-burst.ts';

interface Typed {
  readonly gap?: number;
  readonly isComposing?: boolean;
  readonly hasModifier?: boolean;
  readonly from?: number;
  readonly burst?: ScanBurst;
}

function type(keys: readonly string[], { gap = 5, from = 1000, burst = new ScanBurst(), ...rest }: Typed = {}) {
  const steps = keys.map(
    (key, index): BurstStep =>
      burst.press({ key, at: from + index * gap, isComposing: false, hasModifier: false, ...rest }),
  );
  return steps.filter((step) => step.kind === 'scan').map((step) => (step.kind === 'scan' ? step.text : ''));
}

const card = '099158000123|012345678|NGUYEN THI MAU|12031958|Nu|To 4, xa Song Mau|10052021';

test('thẻ căn cước quét 5 ms một phím, kết thúc bằng Enter hay Tab: nhận nguyên vẹn', () => {
  expect(type([...card, 'Enter'])).toEqual([card]);
  expect(type([...card, 'Tab'])).toEqual([card]);
});

test.each([
  { what: '7 ký tự là quá ngắn', keys: '1234567', gap: 5, found: 0 },
  { what: '8 ký tự là đủ', keys: '12345678', gap: 5, found: 1 },
  { what: 'cách nhau 29 ms vẫn là máy quét', keys: '1234567890', gap: 29, found: 1 },
  { what: 'cách nhau 30 ms đã là tay người', keys: '1234567890', gap: 30, found: 0 },
])('$what', ({ keys, gap, found }) => {
  expect(type([...keys, 'Enter'], { gap })).toHaveLength(found);
});

test('bộ gõ Telex và VNI: có Backspace hay đang ghép chữ thì không bao giờ là máy quét', () => {
  expect(type([...'nguyee', 'Backspace', 'Backspace', ...'ễn thị', 'Enter'])).toEqual([]);
  expect(type([...'nguyen thi hoai an', 'Enter'], { isComposing: true })).toEqual([]);
});

test('đang giữ Ctrl, Alt thì không phải máy quét; Shift của chữ hoa thì được', () => {
  expect(type([...'1234567890', 'Enter'], { hasModifier: true })).toEqual([]);
  expect(type(['Shift', 'N', 'G', 'Shift', 'U', 'Y', 'E', 'N', '1', '2', '3', 'Enter'])).toEqual(['NGUYEN123']);
});

test('gõ tay rồi quét: chữ gõ tay không lẫn vào mã', () => {
  const burst = new ScanBurst();
  expect(type([...'tang huyet ap'], { gap: 140, burst })).toEqual([]);
  expect(type([...'26018374001', 'Enter'], { from: 9000, burst })).toEqual(['26018374001']);
});

test('mọi chuỗi quét nhanh từ 8 ký tự trở lên đều ra đúng như đã quét', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz|$-'), minLength: 8, maxLength: 200 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 25 }), (code, gap) => {
      expect(type([...code, 'Enter'], { gap })).toEqual([code]);
    }),
  );
});

test('mọi cách gõ chậm đều không bị lấy khỏi ô', () => {
  const keys = fc.array(fc.constantFrom(...'abcdefgh123 ', 'Backspace', 'Enter', 'Tab'), { maxLength: 60 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 31, max: 400 }), (typed, gap) => {
      expect(type(typed, { gap })).toEqual([]);
    }),
  );
});

test('máy tính bận: giữa chừng ngừng 300 ms, mã của máy quét vẫn liền', () => {
  const burst = new ScanBurst();
  expect(type([...'2601837'], { burst })).toEqual([]);
  expect(type([...'4001', 'Enter'], { from: 1330, burst })).toEqual(['26018374001']);
});

test('bộ gõ xóa lùi rồi gõ lại cả câu thật nhanh: vẫn là gõ tay', () => {
  expect(type(['Backspace', ...'uyễn đau đầu hoa mắt', 'Enter'], { gap: 1 })).toEqual([]);
});

test('từ phím thứ hai, phím nhanh như máy thì giữ lại; phím của tay thì không', () => {
  const burst = new ScanBurst();
  const kinds = (gap: number, from: number) =>
    [...'abcd'].map(
      (key, index) => burst.press({ key, at: from + index * gap, isComposing: false, hasModifier: false }).kind,
    );
  expect(kinds(5, 0)).toEqual(['begin', 'hold', 'hold', 'hold']);
  expect(kinds(60, 9000)).toEqual(['begin', 'more', 'more', 'more']);
});
