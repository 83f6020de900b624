import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { ownRuleForTests } from '../stories/own-rule-for-tests.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';
import type { ShownRule } from './rule-view.ts';
import { saveClaimRule } from './save-claim-rule.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const save = (changes: object = {}) =>
  hospital
    .as('claims-clerk')
    .call<{ rule: readonly ShownRule[] }>(saveClaimRule, undefined, { ...ownRuleForTests, ...changes });
/** an examination without a doctor is what the plain visit breaks */
const exam = {
  id: 'CS-KHAM',
  vi: 'Công khám dưới 200.000 đồng cần xem lại.',
  en: 'An examination below 200,000 is worth a look.',
  expression: "XML3.where(MA_NHOM = '13' and DON_GIA_BV < 200000)",
  fires: ['13', '199999'].map((value, at) => ({ table: 'XML3', field: ['MA_NHOM', 'DON_GIA_BV'][at], value })),
  near: ['13', '200000'].map((value, at) => ({ table: 'XML3', field: ['MA_NHOM', 'DON_GIA_BV'][at], value })),
};
async function rulesOf(): Promise<string[]> {
  const { id } = await finishedVisit(hospital);
  const { outcome } = await hospital
    .as('claims-clerk')
    .call<{ outcome: OperationOutcome }>(bhytClaim, `Encounter/${id}`);
  return outcome.issue.flatMap(({ diagnostics, severity }) => (diagnostics ? [`${severity} ${diagnostics}`] : []));
}

test('lưu rồi chạy cùng các quy tắc khác, dưới mã của nó; lưu lại là bản mới của chính nó; tắt được như mọi quy tắc', async () => {
  expect(await rulesOf()).toEqual([]);
  const { rule } = await save(exam);
  expect(rule[0]).toMatchObject({ id: 'CS-KHAM', severity: 'warning', expression: exam.expression, moment: 'claim' });
  expect(await rulesOf()).toEqual(['warning CS-KHAM: 1']);
  await save({ ...exam, severity: 'error' });
  expect(await rulesOf()).toEqual(['error CS-KHAM: 1']);
  const kept = (await hospital.all('Basic')).filter(({ identifier }) => identifier?.[0]?.value === 'own.CS-KHAM');
  expect(kept).toHaveLength(1);
  const setting = { rule: 'CS-KHAM', use: 'off', reason: 'Thử tắt quy tắc riêng', from: '2026-09-01' };
  await hospital.as('claims-clerk').call('$set-claim-rule', undefined, setting);
  expect(await rulesOf()).toEqual([]);
});

test('ví dụ không đúng như quy tắc nói, biểu thức phá hoại: từ chối, không ghi gì', async () => {
  const before = (await hospital.all('Basic')).length;
  await expect(save({ near: ownRuleForTests.fires })).rejects.toMatchObject({ code: 'claims.nearMissFires' });
  await expect(save({ fires: ownRuleForTests.near })).rejects.toMatchObject({ code: 'claims.exampleSilent' });
  await expect(save({ expression: "XML3.where(TEN_DICH_VU.matches('(a+)+b'))" })).rejects.toMatchObject({
    code: 'claims.badExpression',
  });
  await expect(save({ severity: 'fatal' })).rejects.toMatchObject({ code: 'claims.badRuleTables' });
  expect(await hospital.all('Basic')).toHaveLength(before);
});

test('cơ sở có nhiều nhất 100 quy tắc riêng; quy tắc đã có vẫn sửa được', async () => {
  await save();
  const [record] = (await hospital.all('Basic')).filter(({ identifier }) => identifier?.[0]?.value === 'own.CS-MAY-XN');
  if (record === undefined) throw new TypeError('the rule is not in the record');
  const { id: _, meta: __, ...bare } = record;
  await hospital.as('tool').store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: Array.from({ length: 100 }, (_one, at) => ({
      resource: { ...bare, identifier: [{ ...bare.identifier?.[0], value: `own.CS-THEM-${at}` }] },
      request: { method: 'POST' as const, url: 'Basic' },
    })),
  });
  await expect(save({ id: 'CS-MOI' })).rejects.toMatchObject({ code: 'claims.tooManyRules' });
  await expect(save({ severity: 'error' })).resolves.toHaveProperty('rule');
});
