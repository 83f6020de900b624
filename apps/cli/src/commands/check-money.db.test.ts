import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifierSystems } from '@lienmach/core';
import { openRooms } from '@lienmach/server';
import { openTestSql, type TestSql, testSite } from '@lienmach/testing';
import type { PaymentNotice } from 'fhir/r4';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { check } from './check.ts';

const example = join(import.meta.dirname, '../../../../docs/example-site.json');
const folder = mkdtempSync(join(tmpdir(), 'lienmach-money-'));
const lines: string[] = [];
let database: TestSql;

beforeAll(async () => {
  database = await openTestSql();
  vi.stubEnv('LIENMACH_DATABASE_URL', database.url ?? '');
  vi.stubEnv('LIENMACH_DATA_DIR', folder);
  vi.stubEnv('LIENMACH_SITE', example);
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await database.close();
  rmSync(folder, { recursive: true });
});

/** @returns what the command printed and how it would end */
async function run(options: { month?: string }) {
  lines.length = 0;
  process.exitCode = undefined;
  await check('money', options);
  const status = process.exitCode;
  process.exitCode = undefined;
  return { status, text: lines.join('\n') };
}

test('lienmach check money: tháng khớp thì kết thúc bình thường; một khoản tiền lạ thì nói tên và trả mã lỗi', async () => {
  const quiet = await run({ month: '2026-11' });
  expect(quiet.status).toBeUndefined();
  expect(quiet.text).toContain('2026-11-01 – 2026-11-30: 0 lượt khám');

  const store = openRooms(database.sql, testSite, () => new Date()).contextOf({
    reference: 'Device/test',
    display: 'test',
    roles: ['tool'],
    client: 'test',
  }).store;
  const notice = await store.create<PaymentNotice>({
    resourceType: 'PaymentNotice',
    status: 'active',
    identifier: [{ system: identifierSystems.bankTransaction, value: 'nh.1' }],
    created: '2026-11-05T09:31:00+07:00',
    payment: { display: 'FT1' },
    recipient: { display: 'Bệnh viện Thử' },
    amount: { value: 70_000, currency: 'VND' },
  });
  const strange = await run({ month: '2026-11' });
  expect(strange.status).toBe(1);
  expect(strange.text).toContain(`PaymentNotice/${notice.id}: Ngân hàng báo có 70.000 đ`);
  await expect(run({ month: '11/2026' })).rejects.toMatchObject({ code: 'check-money.badMonth' });
});
