import { expect, test } from 'vitest';
import { mendingRoom, placeOfFinding } from './finding-place.ts';

test.each([
  ['XML3[2].DON_GIA_BH', { table: 'XML3', row: 2, field: 'DON_GIA_BH' }],
  ['HOSO[1].XML1[1].MA_LK', { table: 'XML1', row: 1, field: 'MA_LK' }],
  ['XML1.MA_BENH_CHINH', { table: 'XML1', field: 'MA_BENH_CHINH' }],
  ['XML4', { table: 'XML4' }],
  ['SOLUONGHOSO', { table: '' }],
])('%s chỉ đúng bảng, dòng, trường', (at, place) => {
  expect(placeOfFinding(at)).toEqual(place);
});

test.each([
  ['XML1.MA_BENH_CHINH', 'outpatient'],
  ['XML1.MA_THE_BHYT', 'registration'],
  ['XML1.HO_TEN', 'registration'],
  ['XML1.NGAY_TTOAN', 'payments'],
  ['XML1.MA_CSKCB', 'administration'],
  ['XML1.MA_LK', 'claims'],
  ['XML1', 'claims'],
  ['XML2[1].LIEU_DUNG', 'prescribing'],
  ['XML2[1].TT_THAU', 'administration'],
  ['XML3[4].NGUOI_THUC_HIEN', 'outpatient'],
  ['XML3[4].DON_GIA_BH', 'administration'],
  ['XML4[1].GIA_TRI', 'laboratory'],
  ['XML7.CHAN_DOAN_RV', 'outpatient'],
  ['SOLUONGHOSO', 'claims'],
])('%s sửa ở %s', (at, room) => {
  expect(mendingRoom(placeOfFinding(at))).toBe(room);
});
