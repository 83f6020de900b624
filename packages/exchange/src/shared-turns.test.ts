import { expect, it } from 'vitest';
import { sharedTurns } from './shared-turns.ts';

/** Work that ends when it is told to; its answers count the turns. */
function byHand() {
  const ends: ((fails: boolean) => void)[] = [];
  const turns = sharedTurns(
    () =>
      new Promise<number>((done, fail) => {
        const turn = ends.length + 1;
        ends.push((fails) => (fails ? fail(new Error(`lượt ${turn}`)) : done(turn)));
      }),
  );
  return { turns, ends };
}

it('hỏi giữa lúc đang làm: được câu trả lời của lượt bắt đầu sau khi hỏi, một lượt cho tất cả', async () => {
  const { turns, ends } = byHand();
  const first = turns.run();
  const later = [turns.run(), turns.run()];
  ends[0]?.(false);
  expect(await first).toBe(1);
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.(false);
  expect(await Promise.all(later)).toEqual([2, 2]);
  await turns.idle();
  expect(ends).toHaveLength(2);
});

it('một lượt hỏng chỉ hỏng với người hỏi lượt ấy', async () => {
  const { turns, ends } = byHand();
  const first = turns.run();
  const second = turns.run();
  ends[0]?.(true);
  await expect(first).rejects.toThrow('lượt 1');
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.(false);
  expect(await second).toBe(2);
});
