import { combine } from '@lienmach/outcome';
import { expect, test } from 'vitest';
import { translatorOf } from './inbound-channel.ts';
import { unknownCode, unknownCodesOf } from './unknown-code.ts';

test('mã lạ của máy nằm trong lý do chờ xử lý và đọc lại được đúng từng mã', () => {
  const first = { at: 'OBX-3', code: 'K+ (huyết thanh)', system: '99MAY' };
  const second = { at: 'OBR-4', code: '"Na"' };
  const { outcome } = combine([unknownCode(first), unknownCode(second)]);
  expect(outcome.issue[0]?.details?.text).toBe('Mã “K+ (huyết thanh)” của đối tác chưa có trong bảng đổi mã của kênh.');
  expect(unknownCodesOf(outcome)).toEqual([first, second]);
  expect(unknownCodesOf(undefined)).toEqual([]);
});

test('bảng đổi mã: theo hệ mã khi có, hệ mã bỏ trống khi đối tác không ghi; mã bỏ thì không đổi', () => {
  const element = (code: string, ours: string, equivalence: 'equal' | 'unmatched' = 'equal') => ({
    code,
    target: [{ code: ours, equivalence }],
  });
  const translate = translatorOf({
    resourceType: 'ConceptMap',
    status: 'active',
    group: [
      { source: 'MAY-A', element: [element('K', '2823-3'), element('X', '0', 'unmatched')] },
      { source: 'MAY-B', element: [element('K', '6298-4')] },
    ],
  });
  expect([
    translate('K', 'MAY-A'),
    translate('K', 'MAY-B'),
    translate('K'),
    translate('K', 'MAY-C'),
    translate('X'),
  ]).toEqual(['2823-3', '6298-4', '2823-3', undefined, undefined]);
});
