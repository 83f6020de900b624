import { expect, test } from 'vitest';
import { analyzer, deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();

test('mọi bản của kênh, mới nhất trước; Endpoint không phải kênh thì không có bản nào', async () => {
  await desk.save();
  await desk.save({ name: 'Tên mới', definition: JSON.stringify({ ...analyzer, orderingKey: 'none' }) });
  await desk.call('switch-channel', 'Endpoint/may-huyet-hoc', { status: 'test' });
  expect(await desk.call('channel-versions', 'Endpoint/may-huyet-hoc')).toMatchObject({
    version: [
      { number: '3', name: 'Tên mới', status: 'test' },
      { number: '2', name: 'Tên mới', status: 'off', definition: JSON.stringify({ ...analyzer, orderingKey: 'none' }) },
      { number: '1', name: 'Máy huyết học', status: 'off', definition: JSON.stringify(analyzer) },
    ],
  });
  await desk.hospital.as('integrator').store.update({
    resourceType: 'Endpoint',
    id: 'khac',
    status: 'active',
    connectionType: { code: 'hl7-fhir-rest' },
    payloadType: [{ text: 'khác' }],
    address: 'https://khac.example',
  });
  await expect(desk.call('channel-versions', 'Endpoint/khac')).rejects.toMatchObject({
    code: 'integration-desk.notAChannel',
  });
});
