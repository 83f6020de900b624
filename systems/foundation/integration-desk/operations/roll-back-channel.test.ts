import { channelOfEndpoint } from '@lienmach/core';
import type { Endpoint } from 'fhir/r4';
import { expect, test } from 'vitest';
import { analyzer, deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();
const rollBack = (version: string) => desk.call<Endpoint>('roll-back-channel', 'Endpoint/may-huyet-hoc', { version });

test('quay lại bản cũ: khai báo cũ thành bản mới, đang bật thì vẫn bật', async () => {
  const first = await desk.save({ status: 'active' });
  await desk.save({ definition: JSON.stringify({ ...analyzer, orderingKey: 'none' }), name: 'Sửa nhầm' });
  const back = await rollBack(first.meta?.versionId ?? '');
  expect(back.meta?.versionId).toBe('3');
  expect(channelOfEndpoint(back)).toEqual({
    id: 'may-huyet-hoc',
    name: 'Máy huyết học',
    status: 'active',
    definition: JSON.stringify(analyzer),
  });
});

test.each(['99', '0', 'hôm qua'])('không có bản %s', async (version) => {
  await expect(rollBack(version)).rejects.toMatchObject({ code: 'integration-desk.notThatVersion' });
});
