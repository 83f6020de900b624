import { describe, expect, test } from 'vitest';
import { claimWith } from '../stories/claim-for-tests.ts';
import { ownRuleForTests } from '../stories/own-rule-for-tests.ts';
import { judgeClaim, ruleOutcome } from './judge-claim.ts';
import { checkOwnRule } from './own-rule.ts';
import { noSiteRules, type OwnRule } from './site-rules.ts';

const cells = (all: readonly { table: string; field: string; value: string }[]) =>
  all.map((cell) => ({ row: 1, ...cell }));
const rule = (changes: Partial<OwnRule> = {}): OwnRule => ({
  ...ownRuleForTests,
  severity: 'warning',
  tables: ownRuleForTests.table,
  confidence: 'secondary',
  moment: 'claim',
  fires: cells(ownRuleForTests.fires),
  near: cells(ownRuleForTests.near),
  by: 'Practitioner/claims-clerk',
  byName: 'Giám định viên',
  at: '2026-11-20T08:00:00+07:00',
  ...changes,
});
/** an expression alone, where what it says of the examples does not matter */
const refused = (expression: string, tables = ['XML1', 'XML2', 'XML3']): string => {
  try {
    checkOwnRule(rule({ expression, tables }));
    return '';
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};
const siteWith = (...own: OwnRule[]) => ({ ...noSiteRules, own });
const firedOf = (own: OwnRule, changes: Parameters<typeof claimWith>[0] = {}) =>
  judgeClaim(claimWith(changes), { site: siteWith(own) })
    .filter((fault) => fault.rule === own.id)
    .map(({ where }) => where);

describe('quy tắc riêng của cơ sở', () => {
  test('báo đúng dòng vi phạm, cùng mức và lời của nó', () => {
    const blank = { XML3: [{}, { MA_MAY: '' }] };
    expect(firedOf(rule())).toEqual([]);
    expect(firedOf(rule(), blank)).toEqual(['XML3[2]']);
    const faults = judgeClaim(claimWith(blank), { site: siteWith(rule()) });
    const own = ruleOutcome(faults).issue.find(({ diagnostics }) => diagnostics?.startsWith('CS-'));
    expect(own).toMatchObject({ severity: 'warning', details: { text: ownRuleForTests.vi } });
  });

  test.each([
    ['đúng hay sai của cả hồ sơ', "XML3.where(MA_NHOM = '13').count() > 1 or XML1.T_TONGCHI_BV > 499999", ['XML1']],
    ['số là số', 'XML3.where(DON_GIA_BV >= 50000 and SO_LUONG = 1)', ['XML3[1]', 'XML3[2]']],
    ['so với bảng khác', 'XML2.where(NGAY_YL > %XML1.NGAY_VAO and MA_KHOA in %XML1.MA_KHOA)', ['XML2[1]']],
    ['tuổi', 'XML2.where(%age >= 40)', ['XML2[1]']],
    ['mẫu ký tự', "XML3.where(MA_DICH_VU.matches('[0-9.]+'))", ['XML3[1]', 'XML3[2]']],
    ['danh sách mã', "XML1.MA_BENH_KT.split(';').exists($this = 'E78.5')", ['XML1']],
  ])('%s', (_, expression, where) => {
    expect(firedOf(rule({ expression, tables: ['XML1', 'XML2', 'XML3'] }))).toEqual(where);
  });

  test('chỉ chạy trong những ngày có hiệu lực', () => {
    const blank = { XML3: [{}, { MA_MAY: '' }] };
    expect(firedOf(rule({ from: '2026-09-07', to: '2026-09-07' }), blank)).toEqual(['XML3[2]']);
    expect(firedOf(rule({ from: '2026-09-08' }), blank)).toEqual([]);
    expect(firedOf(rule({ to: '2026-09-06' }), blank)).toEqual([]);
  });

  test('không chạy được trên một hồ sơ: báo là không chạy được, các quy tắc khác vẫn chạy', () => {
    const lost = rule({ expression: "XML3.MA_NHOM + 'a' = '1a'" });
    const [fault] = judgeClaim(claimWith(), { site: siteWith(lost) }).filter((one) => one.rule === lost.id);
    expect(fault).toMatchObject({ severity: 'warning', vi: expect.stringContaining('Không chạy được') });
    const tampered = rule({ expression: 'XML3.descendants().repeat($this)' });
    expect(firedOf(tampered, { XML1: [{ HO_TEN: '' }] })).toEqual(['XML1']);
    expect(judgeClaim(claimWith({ XML1: [{ HO_TEN: '' }] }), { site: siteWith(tampered) }).length).toBeGreaterThan(1);
  });
});

describe('quy tắc nào không được lưu', () => {
  test('quy tắc có hai ví dụ đúng như nó nói thì được', () => {
    expect(() => checkOwnRule(rule())).not.toThrow();
  });

  test.each([
    ['quá dài', `XML3.where(MA_NHOM = '${'1'.repeat(1000)}')`],
    ['ngoặc lồng quá sâu', `${'('.repeat(60)}XML3${')'.repeat(60)}`],
    ['vòng lặp lồng ba lần', "XML3.where(%XML3.where(%XML3.where(MA_NHOM = '1').exists()).exists())"],
    ['quá nhiều phần', Array.from({ length: 120 }, () => '1').join('+')],
    ['mẫu ký tự tốn vô hạn', "XML3.where(TEN_DICH_VU.matches('(a+)+b'))"],
    ['mẫu ký tự nhiều lần lặp', "XML3.where(TEN_DICH_VU.matches('.*.*.*.*.*b'))"],
    ['mẫu ký tự lấy từ hồ sơ', 'XML3.where(TEN_DICH_VU.matches(MA_DICH_VU))'],
    ['đi khắp hồ sơ', 'XML3.descendants().exists()'],
    ['lặp đến khi hết', 'XML3.repeat(MA_NHOM).exists()'],
    ['nối chuỗi dài dần', "XML3.select(TEN_DICH_VU.replace('a', 'aaaa'))"],
    ['trường không có trong bảng', 'XML3.where(KET_LUAN.empty())'],
    ['bảng không khai', "XML4.where(GIA_TRI = '1')"],
    ['biến lạ', 'XML3.where(%patient.exists())'],
    ['hỏi kiểu', 'XML3.where(MA_NHOM is string)'],
    ['viết dở', 'XML3.where('],
  ])('biểu thức %s', (_, expression) => expect(refused(expression)).toBe('claims.badExpression'));

  test.each<[string, string, Partial<OwnRule>]>([
    ['mã của danh sách chung', 'badRuleId', { id: 'MON-01' }],
    ['mã sai dạng', 'badRuleId', { id: 'CS-x' }],
    ['không có căn cứ', 'badRuleText', { source: ' ' }],
    ['không có bảng nào', 'badRuleTables', { tables: [] }],
    ['bảng lạ', 'badRuleTables', { tables: ['XML3', 'XML99'] }],
    ['ngày viết sai', 'dayUnreadable', { from: '2026-13-01' }],
    ['ngày cuối trước ngày đầu', 'daysReversed', { from: '2026-09-02', to: '2026-09-01' }],
    ['ví dụ trống', 'badExample', { near: [] }],
    ['ví dụ ở trường lạ', 'badExample', { fires: [{ table: 'XML3', row: 1, field: 'LA', value: '1' }] }],
    ['ví dụ ở dòng 21', 'badExample', { fires: [{ table: 'XML3', row: 21, field: 'MA_NHOM', value: '1' }] }],
    ['im ở ví dụ sai', 'exampleSilent', { fires: cells(ownRuleForTests.near) }],
    ['báo cả ở ví dụ đúng', 'nearMissFires', { near: cells(ownRuleForTests.fires) }],
    ['trả lời không phải dòng', 'exampleFails', { expression: 'XML3.MA_NHOM' }],
  ])('%s', (_, code, changes) => {
    expect(() => checkOwnRule(rule(changes))).toThrow(expect.objectContaining({ code: `claims.${code}` }));
  });
});

test('hồ sơ rất dài không làm treo: quy tắc dừng và nói là không chạy được', () => {
  const row = { MA_NHOM: '1', TEN_DICH_VU: 'Công thức máu', MA_MAY: '' };
  const many = { XML3: Array.from({ length: 400 }, () => row) };
  const pairs = rule({ expression: 'XML3.where(%XML3.where(MA_DICH_VU = MA_KHOA).empty())' });
  expect(firedOf(rule(), many)).toHaveLength(400);
  expect(firedOf(pairs, many)).toEqual(['XML1']);
});
