import { describe, expect, test } from 'vitest';
import { accountOf } from './chart-of-accounts.ts';

describe('hệ thống tài khoản theo ngày', () => {
  test.each([
    ['2018-01-01', '7111'],
    ['2024-12-31', '7111'],
    ['2025-01-01', '7118'],
    ['2026-11-22', '7118'],
  ])('%s: làm tròn vào %s', (day, code) => {
    expect(accountOf('rounding-gain', day).code).toBe(code);
  });

  test('ngày chưa có thông tư thì từ chối; tài khoản riêng của cơ sở đi trước', () => {
    expect(() => accountOf('cash', '2017-12-31')).toThrow(expect.objectContaining({ code: 'ledger.noChart' }));
    expect(accountOf('cash', '2026-01-01', { cash: { code: '11101', name: 'Quỹ' } }).code).toBe('11101');
  });
});
