import { expect, test } from 'vitest';
import { paperVerdict } from './paper-verdict.ts';

const good = { isSealed: true, digest: 'a', lastDigest: 'a', sourceStatus: 'active', number: 'PT26.001' };

test.each([
  ['còn nguyên', good, 'valid'],
  ['số gõ đúng, khác dấu cách và dấu chấm', { ...good, typed: 'pt26 001' }, 'valid'],
  ['số gõ khác', { ...good, typed: 'PT26.002' }, 'other-number'],
  ['bản in sau khác nội dung', { ...good, lastDigest: 'b' }, 'replaced'],
  ['tài liệu bị hủy', { ...good, sourceStatus: 'cancelled' }, 'withdrawn'],
  ['tài liệu không còn', { ...good, sourceStatus: undefined }, 'withdrawn'],
  ['dấu niêm không khớp', { ...good, isSealed: false }, 'altered'],
  ['không có trong hồ sơ', undefined, 'unknown'],
])('%s', (_, facts, verdict) => {
  expect(paperVerdict(facts)).toBe(verdict);
});
