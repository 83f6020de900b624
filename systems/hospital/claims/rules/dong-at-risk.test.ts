import { describe, expect, test } from 'vitest';
import { type Changes, claimWith } from '../stories/claim-for-tests.ts';
import { dongAtRisk, type WeighedFault } from './dong-at-risk.ts';

const warn = (where: string): WeighedFault => ({ rule: 'THU', severity: 'warning', where });
const stop = (where: string): WeighedFault => ({ rule: 'THU', severity: 'error', where });
const risk = (faults: readonly WeighedFault[], changes: Changes = {}) => dongAtRisk(claimWith(changes), faults);

/** Thuốc 320.000, công khám 40.000, xét nghiệm 40.000; quỹ trả 400.000 đồng. */
describe('đồng rủi ro của cả hồ sơ', () => {
  test.each<[string, readonly WeighedFault[], bigint]>([
    ['không có lỗi nào', [], 0n],
    ['cảnh báo ở một dòng thuốc', [warn('XML2[1].DON_GIA')], 32_000_000n],
    ['cảnh báo ở một dòng dịch vụ', [warn('XML3[2].MA_MAY')], 4_000_000n],
    ['hai cảnh báo ở cùng một dòng tính một lần', [warn('XML3[2].MA_MAY'), warn('XML3[2].NGAY_KQ')], 4_000_000n],
    ['hai dòng thì cộng lại', [warn('XML3[1].MA_BAC_SI'), warn('XML3[2].MA_MAY')], 8_000_000n],
    ['cảnh báo ở kết quả là ở dịch vụ có kết quả đó', [warn('XML4[1].GIA_TRI')], 4_000_000n],
    ['kết quả và chính dịch vụ đó tính một lần', [warn('XML4[1].GIA_TRI'), warn('XML3[2].MA_MAY')], 4_000_000n],
    ['cảnh báo ở XML1 là ở cả hồ sơ', [warn('XML1.GT_THE_TU')], 40_000_000n],
    ['cảnh báo ở cả một bảng dòng', [warn('XML3.MA_NHOM')], 40_000_000n],
    ['cả hồ sơ và một dòng không quá phần quỹ', [warn('XML1.MA_THE_BHYT'), warn('XML2[1].DON_GIA')], 40_000_000n],
    ['cảnh báo ở giấy tờ đi kèm không có tiền', [warn('XML7.NGAY_CT'), warn('XML5[1].DIEN_BIEN_LS')], 0n],
    ['thiếu giấy là lỗi thì không gửi được gì', [stop('XML13')], 40_000_000n],
    ['một lỗi ở một dòng chặn cả hồ sơ', [stop('XML3[2].MA_MAY')], 40_000_000n],
    ['không rõ chỗ nào', [warn('')], 40_000_000n],
    ['dòng không có trong hồ sơ', [warn('XML3[9].MA_MAY')], 0n],
    ['kết quả không có dịch vụ', [warn('XML4[9].GIA_TRI')], 0n],
  ])('%s', (_, faults, expected) => {
    expect(risk(faults).atRisk).toBe(expected);
  });

  test('các dòng cộng lại lớn hơn phần quỹ của hồ sơ thì chỉ tính phần quỹ', () => {
    const small = { XML1: [{ T_BHTT: '100000.00' }] };
    expect(risk([warn('XML2[1].DON_GIA')], small).atRisk).toBe(10_000_000n);
  });

  test.each([
    ['quỹ không trả gì', '0.00'],
    ['không đọc được số tiền', 'bốn trăm'],
    ['số âm', '-5.00'],
  ])('%s: không có gì để mất', (_, amount) => {
    const { atRisk, insurerPart, findings } = risk([stop('XML1.MA_LK')], { XML1: [{ T_BHTT: amount }] });
    expect([atRisk, insurerPart, findings[0]?.atRisk]).toEqual([0n, 0n, 0n]);
  });
});

test('từng lỗi mang phần tiền của chính nó, lỗi chặn cũng vậy', () => {
  const { findings } = risk([stop('XML3[2].MA_MAY'), warn('XML2[1].DON_GIA'), warn('XML1.NGAY_VAO'), warn('XML7')]);
  expect(findings.map(({ atRisk }) => atRisk)).toEqual([4_000_000n, 32_000_000n, 40_000_000n, 0n]);
  expect(findings[0]).toMatchObject({ rule: 'THU', severity: 'error', at: 'XML3[2].MA_MAY' });
});

test('hai dòng cùng dịch vụ: kết quả chung của cả hai', () => {
  const twice = { XML3: [{}, {}, { MA_DICH_VU: '22.0121.1369', T_BHTT: '40000.00' }] };
  expect(risk([warn('XML4[1].GIA_TRI')], twice).atRisk).toBe(8_000_000n);
});
