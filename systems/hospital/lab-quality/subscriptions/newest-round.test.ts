import { codeSystems } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { qualityBoard } from '../operations/quality-board.ts';
import { type ControlWorld, openControlWorld } from '../stories/open-control-world.ts';

let world: ControlWorld;
beforeAll(async () => {
  world = await openControlWorld();
});
afterAll(() => world.hospital.close());

const isTagged = ({ meta }: Observation): boolean =>
  meta?.tag?.some(({ system }) => system === codeSystems.controlNewest) === true;
const points = async () => {
  const found = (await world.hospital.all('Observation')) as Observation[];
  return found.toSorted((a, b) => (a.effectiveDateTime ?? '').localeCompare(b.effectiveDateTime ?? ''));
};
const versions = async () => (await points()).map(({ meta }) => meta?.versionId);
const z = async () => {
  const { line } = await world.hospital.as('lab-technician').call(qualityBoard, undefined, {});
  return line[0]?.control.map((level) => level.z);
};

test('điểm ghi từ trước khi có nhãn: một lượt quét đưa lên bảng, lượt sau không ghi gì', async () => {
  await world.run('4,05', '6,1');
  world.hospital.tick(60);
  await world.run('4,1');
  const { store } = world.hospital.as('tool');
  for (const { meta: { tag: _tag, ...meta } = {}, ...point } of await points()) await store.update({ ...point, meta });
  expect(await z()).toEqual([undefined, undefined]);
  await world.hospital.rounds();
  expect(await z()).toEqual([1, 0.5]);
  expect(
    (await points()).every(({ meta }) => meta?.tag?.some(({ system }) => system === codeSystems.controlLine)),
  ).toBe(true);
  expect((await points()).map(isTagged)).toEqual(expect.arrayContaining([false, true, true]));
  const before = await versions();
  await world.hospital.rounds();
  expect(await versions()).toEqual(before);
});

test('điểm mới nhất bị rút lại: bảng nói chưa chạy, rồi lượt quét đưa điểm trước trở lại', async () => {
  const [newest] = (await points()).toReversed();
  await world.hospital.as('tool').store.update<Observation>({ ...(newest as Observation), status: 'entered-in-error' });
  expect(await z()).toEqual([undefined, 0.5]);
  await world.hospital.rounds();
  expect(await z()).toEqual([0.5, 0.5]);
});

test('điểm quá một ngày không bị đụng đến', async () => {
  world.hospital.tick(25 * 60);
  const before = await versions();
  await world.hospital.rounds();
  expect(await versions()).toEqual(before);
  expect(await z()).toEqual([undefined, undefined]);
});
