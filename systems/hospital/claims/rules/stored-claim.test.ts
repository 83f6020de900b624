import { codeSystems, xu } from '@lienmach/core';
import type { Claim } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { type ClaimFinding, MOST_FINDINGS } from './claim-finding.ts';
import {
  boardTag,
  claimStates,
  digestOf,
  findingCountOf,
  findingsOf,
  insurerPartOf,
  isSameClaim,
  monthOf,
  riskOf,
  riskTag,
  stateOf,
  withJudgement,
  withState,
} from './stored-claim.ts';

const plain: Claim = {
  resourceType: 'Claim',
  status: 'draft',
  type: { text: 'BHYT' },
  use: 'claim',
  patient: { reference: 'Patient/p' },
  created: '2026-11-02T09:00:00+07:00',
  provider: { display: 'Bệnh viện Thử' },
  priority: { text: 'normal' },
  insurance: [],
  meta: { tag: [{ system: 'urn:khac', code: 'giu' }] },
};
const finding = (rule: string, more: Partial<ClaimFinding> = {}): ClaimFinding => ({
  rule,
  severity: 'error',
  at: 'XML3[2].DON_GIA_BH',
  atRisk: xu(0n),
  ...more,
});
const judgement = { findings: [], atRisk: xu(0n), insurerPart: xu(0n), digest: 'a' };

describe('trạng thái hồ sơ trên bảng tháng', () => {
  test.each(claimStates)('%s: ghi rồi đọc lại, nhãn khác giữ nguyên', (state) => {
    const claim = withState(withState(plain, 'blocked', '2026-10'), state, '2026-11');
    expect([monthOf(claim), stateOf(claim)]).toEqual(['2026-11', state]);
    expect(claim.meta?.tag).toEqual([{ system: 'urn:khac', code: 'giu' }, boardTag('2026-11', state)]);
  });

  test('chưa gửi là nháp, đã gửi là hiệu lực, rút về là hủy', () => {
    const statuses = claimStates.map((state) => withState(plain, state, '2026-11').status);
    expect(statuses.join(' ')).toBe('draft draft draft active active active active active cancelled');
  });

  test('đổi trạng thái không đổi tháng', () => {
    expect(monthOf(withState(withState(plain, 'ready', '2026-11'), 'locked'))).toBe('2026-11');
  });

  test('hồ sơ của nơi khác không có trạng thái', () => {
    expect([stateOf(plain), monthOf(plain)]).toEqual([undefined, undefined]);
    const odd = { ...plain, meta: { tag: [{ system: codeSystems.claimBoard, code: '2026-11.xong' }] } };
    expect(stateOf(odd)).toBeUndefined();
  });
});

test.each([
  [0n, '0'],
  [999n, '0'],
  [1_000n, '1'],
  [9_999n, '1'],
  [9_999_999n, '4'],
  [10_000_000n, '5'],
  [99_999_999_999n, '8'],
  [100_000_000_000n, '9'],
  [100_000_000_000_000n, '9'],
])('%s xu rủi ro: bậc %s', (amount, code) => {
  expect(riskTag(xu(amount))).toEqual({ system: codeSystems.claimRisk, code });
});

describe('kết quả xét ghi trên hồ sơ', () => {
  test('lỗi trước cảnh báo, nhiều tiền trước ít tiền; đọc lại đúng từng phần', () => {
    const findings = [
      finding('SV-12', { severity: 'warning', atRisk: xu(900_000n) }),
      finding('MON-02', { atRisk: xu(150n), detail: '1 ≠ 2' }),
      finding('DX-01', { at: '', atRisk: xu(4_000_050n) }),
    ];
    const claim = withJudgement(plain, { findings, atRisk: xu(4_000_050n), insurerPart: xu(4_000_050n), digest: 'ab' });
    expect(findingsOf(claim)).toEqual([findings[2], findings[1], findings[0]]);
    expect([riskOf(claim), insurerPartOf(claim), digestOf(claim)]).toEqual([4_000_050n, 4_000_050n, 'ab']);
    expect(claim.meta?.tag).toContainEqual({ system: codeSystems.claimRisk, code: '4' });
    expect(findingCountOf(claim)).toBe(3);
  });

  test('xét lại thì thay kết quả cũ, phần mở rộng khác giữ nguyên', () => {
    const own = { url: 'urn:khac', valueString: 'giữ' };
    const first = withJudgement({ ...plain, extension: [own] }, { ...judgement, findings: [finding('DX-01')] });
    const second = withJudgement(first, judgement);
    expect(findingsOf(second)).toEqual([]);
    expect(second.extension?.[0]).toEqual(own);
    expect(second.meta?.tag?.filter(({ system }) => system === codeSystems.claimRisk)).toHaveLength(1);
  });

  test('quá nhiều lỗi: giữ những lỗi nặng nhất và nói có bao nhiêu', () => {
    const many = Array.from({ length: MOST_FINDINGS + 1 }, (_, at) => finding('SV-12', { atRisk: xu(BigInt(at)) }));
    const claim = withJudgement(plain, { ...judgement, findings: many });
    expect([findingsOf(claim).length, findingCountOf(claim)]).toEqual([MOST_FINDINGS, MOST_FINDINGS + 1]);
    expect(findingsOf(claim).at(-1)?.atRisk).toBe(1n);
  });

  test('hồ sơ chưa xét: không có gì', () => {
    expect([riskOf(plain), insurerPartOf(plain), digestOf(plain), findingCountOf(plain)]).toEqual([
      0n,
      0n,
      undefined,
      0,
    ]);
  });

  test('giống nhau khi cùng chỗ đứng, cùng kết quả, cùng nội dung', () => {
    const claim = withState(withJudgement(plain, judgement), 'ready', '2026-11');
    expect(isSameClaim(claim, { ...claim, created: '2026-12-01' })).toBe(true);
    expect(isSameClaim(claim, withState(claim, 'locked'))).toBe(false);
    expect(isSameClaim(claim, withJudgement(claim, { ...judgement, digest: 'b' }))).toBe(false);
    expect(isSameClaim(claim, withState(claim, 'ready', '2026-10'))).toBe(false);
  });
});
