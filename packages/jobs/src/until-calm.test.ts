import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { untilCalm } from './until-calm.ts';

/** Keeps the process at work until told to stop. */
async function work(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const until = performance.now() + 20;
    while (performance.now() < until);
    await sleep(0);
  }
}

test('đang bận thì đợi hết mức cho phép; yên thì đi ngay', async () => {
  let isOver = false;
  const busy = work(() => isOver);
  const began = performance.now();
  await untilCalm({ look: 20, longest: 300 });
  expect(performance.now() - began).toBeGreaterThan(290);
  isOver = true;
  await busy;
  const rested = performance.now();
  await untilCalm({ look: 20, longest: 60_000 });
  expect(performance.now() - rested).toBeLessThan(60_000);
});
