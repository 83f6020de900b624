import { expect, test } from 'vitest';
import { deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();
const switchTo = (status: string, at = 'Endpoint/may-huyet-hoc') => desk.call('switch-channel', at, { status });

test('bật, cho chạy thử, tắt: mỗi lần là một bản của kênh', async () => {
  await desk.save();
  for (const status of ['active', 'test', 'off'])
    expect(await switchTo(status)).toMatchObject({ status, name: 'Máy huyết học' });
});

test('trạng thái lạ và Endpoint không phải kênh: không đổi gì', async () => {
  await expect(switchTo('error')).rejects.toMatchObject({ code: 'integration-desk.unknownStatus' });
  await desk.hospital.as('integrator').store.update({
    resourceType: 'Endpoint',
    id: 'khac',
    status: 'active',
    connectionType: { code: 'hl7-fhir-rest' },
    payloadType: [{ text: 'khác' }],
    address: 'https://khac.example',
  });
  await expect(switchTo('off', 'Endpoint/khac')).rejects.toMatchObject({ code: 'integration-desk.notAChannel' });
});

test('kênh trỏ tới máy mà cơ sở không cho gọi: không bật được, nhưng luôn tắt được', async () => {
  const definition = {
    direction: 'out',
    transport: { kind: 'mllp', host: '203.0.113.9', port: 2575 },
    partner: { id: 'xa' },
  };
  const endpoint = { ...(await desk.save({ id: 'kenh-xa' })), status: 'active' } as const;
  const extension = (endpoint.extension ?? []).map((one) => ({ ...one, valueString: JSON.stringify(definition) }));
  await desk.hospital.as('tool').store.update({ ...endpoint, extension });
  await expect(switchTo('test', 'Endpoint/kenh-xa')).rejects.toMatchObject({ status: 422 });
  expect(await switchTo('off', 'Endpoint/kenh-xa')).toMatchObject({ status: 'off' });
});
