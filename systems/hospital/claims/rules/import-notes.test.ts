import { describe, expect, test } from 'vitest';
import { claimWith } from '../stories/claim-for-tests.ts';
import { emptySite } from '../stories/empty-site-for-tests.ts';
import { oldClaim } from '../stories/old-claim-for-tests.ts';
import type { ClaimFile } from './claim-file.ts';
import { importNotes } from './import-notes.ts';
import { planImport } from './plan-import.ts';
import { readClaims } from './read-claims.ts';

function notesOf(claim: ClaimFile): string[] {
  const [read] = readClaims([claim], []);
  if (read === undefined) throw new TypeError('one claim was given');
  return importNotes(read, planImport(read.claim, emptySite)).map(({ details }) => details?.coding?.[0]?.code ?? '');
}
const drug = {
  MA_THUOC: '40.1',
  TEN_THUOC: 'Thuốc thử',
  MA_NHOM: '4',
  DON_VI_TINH: 'Viên',
  PHAM_VI: '1',
  SO_LUONG: '1',
  DON_GIA: '1',
  THANH_TIEN_BV: '5',
};
const sound = { XML3: [{ MA_BENH: 'I10' }, { MA_BENH: 'I10' }] };

describe('điều cần biết khi nhập một hồ sơ', () => {
  test.each<[string, ClaimFile, string[]]>([
    ['khớp hoàn toàn', claimWith(sound), []],
    ['một con số khác', claimWith({ ...sound, XML2: [{ T_BHTT: '320000.01' }] }), ['claims.figureDiffers']],
    ['một chữ hồ sơ ghi cách khác', claimWith({ ...sound, XML1: [{ MA_QUOCTICH: '' }] }), ['claims.wordsDiffer']],
    [
      'kết quả không thuộc dịch vụ nào',
      claimWith({ ...sound, XML4: [{}, { MA_DICH_VU: '99.9', GIA_TRI: '1', TEN_CHI_SO: 'Lạ' }] }),
      ['claims.rowsDiffer'],
    ],
    [
      'quá nhiều chỗ khác thì đếm',
      claimWith({ XML2: Array.from({ length: 60 }, (_, at) => ({ ...drug, STT: String(at + 1) })), ...sound }),
      [...Array.from({ length: 50 }, () => 'claims.figureDiffers'), 'claims.moreDiffer'],
    ],
  ])('%s', (_, claim, notes) => {
    expect(notesOf(claim)).toEqual(notes);
  });

  test('chuẩn cũ được nói ra', () => {
    expect(notesOf(oldClaim)[0]).toBe('claims.formerStandard');
  });
});
