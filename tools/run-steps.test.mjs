import { afterEach, describe, expect, test, vi } from 'vitest';
import { reasonOf, skipSuite, summarise } from './run-steps.mjs';

const suite = (more) => ({ name: 'a', seconds: 1, passed: 2, failed: 0, skipped: [], failures: [], ...more });
const skipped = skipSuite('b', 'no such program');

/** @returns exit status and last line */
function run(results) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const status = summarise(results);
  return [status, log.mock.lastCall?.[0]];
}

describe('tổng kết các bộ thử', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  test('dòng cuối chỉ có ba con số; bỏ qua không phải là hỏng', () => {
    vi.stubEnv('CI', '');
    expect(run([suite(), skipped])).toEqual([0, '2 passed, 0 failed, 1 skipped']);
    expect(run([suite(), suite({ failed: 3 })])).toEqual([1, '4 passed, 3 failed, 0 skipped']);
  });

  test('với CI=true, bỏ qua là hỏng', () => {
    vi.stubEnv('CI', 'true');
    expect(run([suite(), skipped])).toEqual([1, '2 passed, 1 failed, 0 skipped']);
  });

  test('lý do duy nhất được nhận là thiếu thư mục mẫu', () => {
    const { isAccepted, reason } = reasonOf({ file: 'x', name: 'y', note: 'không có mạng' });
    expect([isAccepted, reason]).toEqual([false, 'không có mạng']);
  });
});
