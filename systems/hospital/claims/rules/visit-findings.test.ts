import { expect, test } from 'vitest';
import { claimRules } from '../catalogs/claim-rules.ts';
import { claimWith } from '../stories/claim-for-tests.ts';
import type { RuleMoment } from './claim-rule.ts';
import { visitFindings } from './visit-findings.ts';

/** ordered twice, prescribed twice, no main disease, and a name that is not there */
const visit = claimWith({
  XML1: [{ MA_BENH_CHINH: '', HO_TEN: '' }],
  XML2: [
    {},
    {
      MA_THUOC: '40.491',
      NGAY_YL: '202609070830',
      SO_LUONG: '20',
      MA_BAC_SI: '990001/THU-GPHN',
      T_BHTT: '320000.00',
      TEN_THUOC: 'Amlodipin 5 mg',
    },
  ],
  XML3: [{}, {}, { MA_DICH_VU: '02.1896', TEN_DICH_VU: 'Khám Nội', NGAY_YL: '202609070810', T_BHTT: '' }],
});
const rulesAt = (moment: RuleMoment): string[] => visitFindings(visit, {}, moment).map(({ rule }) => rule);

test.each<[RuleMoment, string[], string[]]>([
  ['ordering', ['SV-22'], ['DR-15', 'DX-01', 'STR-03']],
  ['prescribing', ['SV-22', 'DR-15'], ['DX-01', 'STR-03']],
  ['finish', ['SV-22', 'DR-15', 'DX-01'], ['STR-03']],
  ['claim', ['SV-22', 'DR-15', 'DX-01', 'STR-03'], []],
])('lúc %s chỉ xét điều xét được lúc ấy', (moment, said, unsaid) => {
  const rules = rulesAt(moment);
  expect(said.filter((rule) => !rules.includes(rule))).toEqual([]);
  expect(unsaid.filter((rule) => rules.includes(rule))).toEqual([]);
});

test('mỗi điều nói tên mục và số tiền quỹ có thể từ chối; chưa có giá thì không nói tiền; lỗi đứng trước', () => {
  const findings = visitFindings(visit, {}, 'finish');
  expect(findings.find(({ rule }) => rule === 'DR-15')).toMatchObject({
    severity: 'warning',
    at: 'XML2[2]',
    item: 'Amlodipin 5 mg',
    atRisk: 32_000_000n,
  });
  expect(findings.find(({ rule }) => rule === 'SV-22')).not.toHaveProperty('atRisk');
  // without a main disease nothing of the claim can be sent
  expect(findings.find(({ rule }) => rule === 'DX-01')).toMatchObject({ atRisk: 40_000_000n });
  const severities = findings.map(({ severity }) => severity);
  expect(severities).toEqual(severities.toSorted());
});

test('mọi quy tắc đều có thời điểm; bốn thời điểm đều có quy tắc', () => {
  const moments = new Set(claimRules.map(({ moment }) => moment));
  expect([...moments].toSorted()).toEqual(['claim', 'finish', 'ordering', 'prescribing']);
});
