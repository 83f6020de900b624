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
