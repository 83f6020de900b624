import { describe, expect, test } from 'vitest';
import { claimWith } from '../stories/claim-for-tests.ts';
import { oldClaim } from '../stories/old-claim-for-tests.ts';
import { rowsOf, textOf } from './claim-file.ts';
import { inCurrentNames, unknownElements } from './current-names.ts';

const said = (claim: ReturnType<typeof claimWith>, table: string, names: string): string[] =>
  names.split(' ').map((name) => textOf(rowsOf(claim, table)[0], name));

describe('hồ sơ theo chuẩn cũ đọc bằng tên trường hiện hành', () => {
  test('QĐ 4210: tên, mã, ngày sinh, đơn giá hai cột, máy sang dịch vụ', () => {
    const { claim, standard } = inCurrentNames(oldClaim);
    expect(standard).toBe('4210');
    expect(
      said(claim, 'XML1', 'MA_THE_BHYT NGAY_MIEN_CCT NGAY_SINH CHAN_DOAN_RV MA_BENH_KT MA_DOITUONG_KCB MA_LOAI_RV'),
    ).toEqual(['GD4999900000001', '', '198603050000', 'Tăng huyết áp', 'E78.5', '1.1', '1']);
    expect(said(claim, 'XML1', 'MA_LOAI_KCB T_TONGCHI_BH MA_THE')).toEqual(['01', '450000', '']);
    expect(said(claim, 'XML2', 'TYLE_TT_BH THANH_TIEN_BH T_NGUONKHAC')).toEqual(['100', '400000', '0']);
    expect(said(claim, 'XML3', 'DON_GIA_BV DON_GIA_BH TYLE_TT_DV TYLE_TT_BH MA_MAY')).toEqual([
      '50000',
      '50000',
      '100',
      '100',
      'HH.1.THU001',
    ]);
    expect(said(claim, 'XML5', 'DIEN_BIEN_LS THOI_DIEM_DBLS')).toEqual(['Ổn định', '202309070900']);
  });

  test.each([
    ['202412312359', '4750', '99002', '20250110'],
    ['202501010000', '3176', '', '202501100800'],
  ])('ra viện %s: chuẩn %s', (left, standard, from, again) => {
    const claim = claimWith({
      XML1: [{ NGAY_RA: left }],
      XML13: [{ MA_LK: 'LK-THU-1' }],
      XML14: [{ NGAY_HEN_KL: '202501100800' }],
    });
    const [paper = new Map()] = rowsOf(claim, 'XML13');
    const renamed = new Map([...paper].filter(([name]) => name !== 'MA_CSKCB_DI'));
    const old = new Map([...claim, ['XML13', [renamed.set('MA_NOI_DI', '99002')]] as const]);
    const read = inCurrentNames(old);
    expect(read.standard).toBe(standard);
    expect(said(read.claim, 'XML13', 'MA_CSKCB_DI')).toEqual([from]);
    expect(said(read.claim, 'XML14', 'NGAY_HEN_KL')).toEqual([again]);
  });

  test('thẻ không chuẩn nào có thì nêu tên; thẻ chuẩn cũ đã bỏ thì không', () => {
    const claim = new Map([
      [
        'XML4',
        [
          new Map([
            ['MA_MAY', 'M1'],
            ['THE_LA', 'x'],
          ]),
        ],
      ],
    ]);
    expect(unknownElements(claim, () => [])).toEqual([{ where: 'XML4[1].THE_LA', text: 'x' }]);
  });
});
