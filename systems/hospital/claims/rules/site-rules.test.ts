import { expect, test } from 'vitest';
import { claimWith } from '../stories/claim-for-tests.ts';
import { judgeClaim, ruleOutcome, rulesNotRun, severityOf, underSettings } from './judge-claim.ts';
import { ruleRecord, settingsOf, siteRulesOf, withSetting } from './rule-record.ts';
import { noSiteRules, type RuleSetting, type RuleUse } from './site-rules.ts';

const set = (use: RuleUse, from: string, to?: string): RuleSetting => ({
  use,
  reason: 'Danh mục đang sửa',
  from,
  ...(to === undefined ? {} : { to }),
  by: 'Practitioner/claims-clerk',
  byName: 'Giám định viên',
  at: '2026-09-01T08:00:00+07:00',
});
const siteWith = (rule: string, ...settings: RuleSetting[]) => ({ ...noSiteRules, settings: { [rule]: settings } });
/** a claim of 2026-09-07 that breaks DX-01 */
const broken = claimWith({ XML1: [{ MA_BENH_CHINH: '' }] });
const severities = (site = noSiteRules) =>
  judgeClaim(broken, { site })
    .filter(({ rule }) => rule === 'DX-01')
    .map(severityOf);

test.each<[string, RuleSetting[], string[]]>([
  ['không cài đặt gì', [], ['error']],
  ['hạ xuống cảnh báo từ đúng ngày ra', [set('warning', '2026-09-07')], ['warning']],
  ['hạ xuống từ hôm sau ngày ra', [set('warning', '2026-09-08')], ['error']],
  ['tắt đến hết ngày ra', [set('off', '2026-09-01', '2026-09-07')], []],
  ['tắt đến hôm trước ngày ra', [set('off', '2026-09-01', '2026-09-06')], ['error']],
  ['đặt sau được tính', [set('off', '2026-09-01'), set('warning', '2026-09-01')], ['warning']],
  ['trả lại như danh sách', [set('off', '2026-09-01'), set('default', '2026-09-01')], ['error']],
])('%s', (_, settings, expected) => {
  expect(severities(siteWith('DX-01', ...settings))).toEqual(expected);
});

test('quy tắc tắt được nêu tên là không chạy; lỗi tìm ngoài các bảng cũng theo cài đặt', () => {
  const site = siteWith('STR-11', set('off', '2026-09-01', '2026-09-30'));
  expect(rulesNotRun(broken, site)).toEqual(['STR-11']);
  expect(rulesNotRun(claimWith({ XML1: [{ NGAY_RA: '202610010800' }] }), site)).toEqual([]);
  const { issue } = ruleOutcome(judgeClaim(broken, { site }), rulesNotRun(broken, site));
  expect(issue.at(-1)).toMatchObject({ severity: 'information', details: { text: expect.stringContaining('STR-11') } });
  const repeated = [{ rule: 'STR-11', where: 'XML1.MA_LK' }];
  expect(underSettings(repeated, broken, site)).toEqual([]);
  expect(underSettings(repeated, claimWith({ XML1: [{ NGAY_RA: '202610010800' }] }), site)).toEqual([
    { ...repeated[0], severity: 'error' },
  ]);
});

test('cài đặt ghi vào hồ sơ rồi đọc lại không mất gì, kể cả lần trước', () => {
  const first = set('off', '2026-09-01', '2026-09-30');
  const second = set('error', '2026-10-01');
  const record = withSetting(withSetting(ruleRecord('setting', 'MON-33'), first), second);
  expect(settingsOf(record)).toEqual([first, second]);
  expect(siteRulesOf([record])).toEqual({ settings: { 'MON-33': [first, second] }, own: [] });
});
