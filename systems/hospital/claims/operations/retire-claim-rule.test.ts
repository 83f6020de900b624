import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { ownRuleForTests } from '../stories/own-rule-for-tests.ts';
import { retireClaimRule } from './retire-claim-rule.ts';
import type { ShownRule } from './rule-view.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const clerk = () => hospital.as('claims-clerk');
const retire = (input: object) => clerk().call<{ rule: readonly ShownRule[] }>(retireClaimRule, undefined, input);

test('ngừng từ một ngày, có lý do; còn trong danh sách; ngừng lần nữa thì báo', async () => {
  await clerk().call('$save-claim-rule', undefined, ownRuleForTests);
  const gone = { rule: ownRuleForTests.id, reason: 'Cổng đã có quy tắc này', to: '2026-11-30' };
  const { rule } = await retire(gone);
  expect(rule[0]).toMatchObject({ to: '2026-11-30', retired: gone.reason });
  const { rule: listed } = await clerk().call<{ rule: readonly ShownRule[] }>('$claim-rules', undefined, {
    changed: true,
  });
  expect(listed).toEqual([expect.objectContaining({ id: ownRuleForTests.id, retired: gone.reason })]);
  await expect(retire(gone)).rejects.toMatchObject({ code: 'claims.ruleRetired' });
});

test('quy tắc của danh sách chung không ngừng được, chỉ tắt; lý do phải rõ', async () => {
  await expect(retire({ rule: 'MON-01', reason: 'Không cần nữa đâu' })).rejects.toMatchObject({
    code: 'claims.unknownRule',
  });
  await clerk().call('$save-claim-rule', undefined, { ...ownRuleForTests, id: 'CS-KHAC' });
  await expect(retire({ rule: 'CS-KHAC', reason: 'thôi' })).rejects.toMatchObject({ code: 'claims.reasonMissing' });
});
