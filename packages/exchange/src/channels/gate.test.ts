import { expect, test } from 'vitest';
import { orderedLanes } from '../ordered-lanes.ts';
import { openGate } from './gate.ts';

/** work that ends when it is told to */
function held() {
  const ends: (() => void)[] = [];
  return { ends, work: () => new Promise<void>((resolve) => ends.push(resolve)) };
}
const breath = () => new Promise((resolve) => setImmediate(resolve));

test('một lúc chỉ giữ bấy nhiêu bản tin, bản sau chờ ngoài cửa; bản hỏng cũng nhường chỗ', async () => {
  const gate = openGate({ inHand: 2 });
  const { ends, work } = held();
  const all = [gate.pass(work), gate.pass(work), gate.pass(work)];
  await breath();
  expect([ends.length, gate.inHand, gate.isFull]).toEqual([2, 2, true]);
  ends[0]?.();
  await all[0];
  await breath();
  expect([ends.length, gate.inHand]).toEqual([3, 2]);
  for (const end of ends) end();
  await Promise.all(all);
  await expect(gate.pass(() => Promise.reject(new Error('hỏng')))).rejects.toThrow('hỏng');
  expect([gate.inHand, gate.isFull]).toEqual([0, false]);
});

test('quá nhịp đã khai: bản đầu qua ngay, bản sau chờ và cửa coi là đầy', async () => {
  const gate = openGate({ inHand: 10, perMinute: 1 });
  expect(gate.isFull).toBe(false);
  await gate.pass(async () => undefined);
  void gate.pass(async () => undefined);
  await breath();
  expect(gate.isFull).toBe(true);
});

test('cùng người bệnh thì lần lượt, người khác không phải chờ, việc hỏng không chặn việc sau', async () => {
  const inOrder = orderedLanes();
  const seen: string[] = [];
  const { ends, work } = held();
  const first = inOrder('a', () => work().then(() => Promise.reject(new Error('hỏng'))));
  const second = inOrder('a', async () => void seen.push('a2'));
  await inOrder('b', async () => void seen.push('b1'));
  expect(seen).toEqual(['b1']);
  ends[0]?.();
  await expect(first).rejects.toThrow('hỏng');
  await second;
  expect(seen).toEqual(['b1', 'a2']);
});
