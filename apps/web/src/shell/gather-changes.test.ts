import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatherChanges } from './gather-changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gatherer(answer: () => Promise<unknown> = async () => undefined) {
  const told: string[][] = [];
  const gather = gatherChanges((names) => {
    told.push([...names]);
    return answer();
  });
  return { told, gather };
}

test('tin đầu tiên được báo ngay', () => {
  const { told, gather } = gatherer();
  gather(['Encounter', 'Task']);
  expect(told).toEqual([['Encounter', 'Task']]);
});

test('năm trăm lượt tiếp đón dồn tới: màn hình đọc lại hai lần, không phải năm trăm', async () => {
  const { told, gather } = gatherer();
  for (let visit = 0; visit < 500; visit += 1) gather(['Encounter', visit % 2 === 0 ? 'Task' : 'Patient']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([
    ['Encounter', 'Task'],
    ['Encounter', 'Patient', 'Task'],
  ]);
  gather(['Observation']);
  expect(told.at(-1)).toEqual(['Observation']);
});

test('máy chủ trả lời chậm: tin sau chờ câu trả lời trước, nhưng không chờ mãi', async () => {
  const { told, gather } = gatherer(() => new Promise(() => undefined));
  gather(['Encounter']);
  gather(['Task']);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(told).toEqual([['Encounter'], ['Task']]);
});

test('đọc lại bị lỗi: tin sau vẫn được báo', async () => {
  const { told, gather } = gatherer(() => Promise.reject(new Error('mất mạng')));
  gather(['Encounter']);
  gather(['Task']);
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual([['Encounter'], ['Task']]);
});
