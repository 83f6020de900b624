import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { listClaimRules } from './list-claim-rules.ts';
import type { ShownRule } from './rule-view.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const list = (input: object = {}) =>
  hospital.as('claims-clerk').call<{ rule: readonly ShownRule[]; valid: number }>(listClaimRules, undefined, input);

test('đủ 283 quy tắc với bảng, lời, căn cứ, thời điểm; chỉ những quy tắc đã đổi khi hỏi thế', async () => {
  const all = await list();
  expect(all.rule).toHaveLength(283);
  expect(all.valid).toBeGreaterThan(270);
  expect((await list({ rule: 'MON-07' })).rule).toEqual([
    expect.objectContaining({
      severity: 'error',
      use: 'error',
      table: ['XML2', 'XML3'],
      vi: 'Phần người bệnh tự trả tính sai.',
      source: 'QĐ 4750/QĐ-BYT',
      confidence: 'verified',
      moment: 'claim',
      setting: [],
    }),
  ]);
  expect((await list({ changed: true })).rule).toEqual([]);
  const setting = { rule: 'MON-33', use: 'off', reason: 'Danh mục giá đang sửa', from: '2026-12-01' };
  await hospital.as('claims-clerk').call('$set-claim-rule', undefined, setting);
  expect((await list({ changed: true })).rule).toEqual([expect.objectContaining({ id: 'MON-33', use: 'warning' })]);
  expect((await list({ changed: true, date: '2026-12-01' })).rule[0]).toMatchObject({ use: 'off' });
  expect((await list({ rule: 'KHONG-CO' })).rule).toEqual([]);
});
