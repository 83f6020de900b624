import { expect, test } from 'vitest';
import type { BulkJobs } from './bulk-jobs.ts';
import { JobRunner } from './job-runner.ts';

/** what the runner asks of the rows of jobs */
const rows = { renew: async () => true, finish: async () => true, leave: async () => true } as unknown as BulkJobs;

test('hủy việc còn đang xếp hàng: trả lời ngay, người sau vẫn tới lượt', async () => {
  const runner = new JobRunner(rows);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (id: string): void =>
    runner.start(id, async () => {
      begun.push(id);
      await new Promise<void>((end) => ends.set(id, end));
      return '';
    });
  for (const id of ['một', 'hai', 'ba', 'bốn']) begin(id);
  await expect.poll(() => begun).toEqual(['một', 'hai']);
  await runner.stop('ba');
  expect(runner.isRunning('ba')).toBe(false);
  ends.get('một')?.();
  await expect.poll(() => begun).toEqual(['một', 'hai', 'bốn']);
  ends.get('hai')?.();
  ends.get('bốn')?.();
  await runner.close();
});
