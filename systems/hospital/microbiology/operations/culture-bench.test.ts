import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

const press = (verb: string, at: string | undefined, input: object) =>
  world.hospital.as('lab-technician').call<Record<string, unknown>>(verb, at, { ...input });

const stateOf = async (input: object = {}): Promise<string[]> => {
  const { entry } = await press('DiagnosticReport/$culture-bench', undefined, input);
  return (entry as { orderNumber: string; state: string; day: number }[])
    .map(({ orderNumber, state, day }) => `${orderNumber} ${state} ${day}`)
    .toSorted();
};

test('bàn nuôi cấy: chờ nhận, đang ủ, có mọc; trả xong thì rời bàn và đứng ở mục hôm nay', async () => {
  await world.order('B1');
  await world.receive('B2', 'urine');
  const report = await world.receive('B3', 'urine');
  world.hospital.tick(2 * 24 * 60);
  expect(await stateOf()).toEqual(['B1 to-receive 0', 'B2 incubating 2', 'B3 incubating 2']);
  await world.save(report, { reading: [{ day: 1, state: 'growth' }] });
  expect(await stateOf()).toContain('B3 positive 2');
  await world.save(report, { reading: [{ day: 2, state: 'no-growth' }] });
  expect(await stateOf()).toContain('B3 to-release 2');
  await world.release(report, { stage: 'final' });
  expect(await stateOf()).toEqual(['B1 to-receive 0', 'B2 incubating 2']);
  expect(await stateOf({ released: true })).toEqual(['B3 released 2']);
});

test('bàn nuôi cấy từng trang: mẫu đang làm rồi tới chỉ định chờ mẫu, không lặp không sót; lọc trạng thái, tìm tên và số', async () => {
  await world.order('C1');
  const call = async (input: object) => {
    const answer = await press('DiagnosticReport/$culture-bench', undefined, input);
    const lines = (answer.entry as { orderNumber: string }[]).map(({ orderNumber }) => orderNumber);
    return { lines, next: answer.next as string | undefined };
  };
  const seen: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 9; pages += 1) {
    const page = await call({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.lines);
    cursor = page.next;
    if (cursor === undefined) break;
  }
  expect(seen.toSorted()).toEqual((await call({})).lines.toSorted());
  expect(seen.at(0)).toBe('B2');
  expect(seen).toContain('C1');
  expect((await call({ state: 'to-receive' })).lines).toContain('C1');
  expect((await call({ state: 'to-receive' })).lines).not.toContain('B2');
  expect(await call({ state: 'incubating' })).toEqual({ lines: ['B2'], next: undefined });
  expect((await call({ text: 'khong ai ten nay' })).lines).toEqual([]);
  for (const [input, code] of [
    [{ state: 'xong' }, 'unknownState'],
    [{ limit: 0 }, 'badLimit'],
    [{ cursor: 'xa' }, 'badCursor'],
  ] as const) {
    await expect(call(input)).rejects.toMatchObject({ code: `microbiology.${code}` });
  }
});
