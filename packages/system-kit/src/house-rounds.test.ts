import { expect, test } from 'vitest';
import { openRounds } from './house-rounds.ts';

test('việc theo giờ: lúc mở nhà làm hết, sau đó theo nhịp; hỏng một việc không chặn việc khác; không chạy chồng', async () => {
  let at = Date.parse('2026-03-02T00:00:00Z');
  const done: string[] = [];
  const troubles: string[] = [];
  const round = (id: string, everyMinutes: number, fails = false) => ({
    id,
    everyMinutes,
    async run() {
      done.push(id);
      if (fails) throw new Error('hỏng');
    },
  });
  const rounds = openRounds({
    rounds: [round('hỏng', 1, true), round('một phút', 1), round('nửa giờ', 30)],
    now: () => new Date(at),
    onTrouble: (id) => troubles.push(id),
  });
  const first = rounds.look();
  expect(rounds.look()).toBe(first);
  await first;
  expect([done, troubles]).toEqual([['hỏng', 'một phút', 'nửa giờ'], ['hỏng']]);
  done.length = 0;
  at += 59_000;
  await rounds.look();
  expect(done).toEqual([]);
  at += 1_000;
  await rounds.look();
  expect(done).toEqual(['hỏng', 'một phút']);
  at += 29 * 60_000;
  await rounds.look();
  expect(done).toEqual(['hỏng', 'một phút', 'hỏng', 'một phút', 'nửa giờ']);
  await rounds.stop();
  at += 60_000;
  done.length = 0;
  await rounds.look();
  expect(done).toEqual([]);
});
