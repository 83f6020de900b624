import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';
import type { ShownRule } from './rule-view.ts';
import { setClaimRule } from './set-claim-rule.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const clerk = () => hospital.as('claims-clerk');
const set = (input: object) => clerk().call<{ rule: readonly ShownRule[] }>(setClaimRule, undefined, input);
const reason = 'Cổng đang sửa danh mục, theo thông báo';

/** severity and text of every issue about a rule, for a visit without a main disease on 2026-09-07 */
async function saidOf(rule: string): Promise<string[]> {
  const { id } = await finishedVisit(hospital, (visit) => ({ ...visit, visit: { ...visit.visit, icdMain: null } }));
  const { outcome } = await clerk().call<{ outcome: OperationOutcome }>(bhytClaim, `Encounter/${id}`);
  return outcome.issue
    .filter(({ diagnostics, details }) => diagnostics?.startsWith(rule) || details?.text?.includes(rule))
    .map(({ severity, details }) => `${severity} ${details?.text}`);
}

describe('cài đặt quy tắc của cơ sở', () => {
  test('hạ xuống cảnh báo, rồi tắt có ngày, rồi trả lại: hồ sơ theo ngay, lịch sử còn nguyên', async () => {
    expect(await saidOf('DX-01')).toEqual([expect.stringMatching(/^error/)]);
    const { rule } = await set({ rule: 'DX-01', use: 'warning', reason, from: '2026-09-01' });
    expect(rule[0]).toMatchObject({
      id: 'DX-01',
      severity: 'error',
      use: 'warning',
      setting: [{ reason, from: '2026-09-01', by: { reference: 'Practitioner/claims-clerk' } }],
    });
    expect(await saidOf('DX-01')).toEqual([expect.stringMatching(/^warning/)]);
    await set({ rule: 'DX-01', use: 'off', reason, from: '2026-09-01', to: '2026-09-30' });
    expect(await saidOf('DX-01')).toEqual(['information Không chạy theo cài đặt của cơ sở: DX-01.']);
    const last = await set({ rule: 'DX-01', use: 'default', reason, from: '2026-09-01' });
    expect(last.rule[0]).toMatchObject({
      use: 'error',
      setting: [{ use: 'warning' }, { use: 'off' }, { use: 'default' }],
    });
    expect(await saidOf('DX-01')).toEqual([expect.stringMatching(/^error/)]);
    expect(hospital.calls.filter(({ operation }) => operation === '$set-claim-rule')).toHaveLength(3);
  });

  test.each([
    ['quy tắc không có', 'unknownRule', { rule: 'MON-99' }],
    ['cách dùng lạ', 'unknownUse', { use: 'maybe' }],
    ['lý do quá ngắn', 'reasonMissing', { reason: 'vì thế' }],
    ['ngày cuối trước ngày đầu', 'daysReversed', { from: '2026-09-02', to: '2026-09-01' }],
    ['ngày viết sai', 'dayUnreadable', { from: '02/09/2026' }],
  ])('%s: từ chối, không ghi gì', async (_, code, wrong) => {
    const before = (await hospital.all('Basic')).length;
    await expect(set({ rule: 'MON-33', use: 'off', reason, ...wrong })).rejects.toMatchObject({
      code: `claims.${code}`,
    });
    expect(await hospital.all('Basic')).toHaveLength(before);
  });

  test('một quy tắc đổi quá 100 lần thì thôi', async () => {
    await set({ rule: 'MON-34', use: 'off', reason });
    const { store } = hospital.as('tool');
    const record = (await hospital.all('Basic')).find(({ identifier }) => identifier?.[0]?.value === 'setting.MON-34');
    if (record === undefined) throw new TypeError('the setting is not in the record');
    const [one] = record.extension ?? [];
    if (one === undefined) throw new TypeError('the record holds no setting');
    await store.update({ ...record, extension: Array.from({ length: 100 }, () => one) });
    await expect(set({ rule: 'MON-34', use: 'default', reason })).rejects.toMatchObject({
      code: 'claims.tooManySettings',
    });
  });
});
