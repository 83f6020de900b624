import { expect, test } from 'vitest';
import { analyzer, deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();
const content = 'MSH|^~\\&|MAY||||20261122||ZZZ^Z01|T1|P|2.5.1\nPID|1||A1';

test('dán bản tin vào kênh: nói loại, số hiệu, vì sao không nhận; sổ bản tin không thêm gì', async () => {
  await desk.save();
  expect(await desk.call('try-channel', undefined, { channel: 'may-huyet-hoc', content })).toMatchObject({
    type: 'ZZZ^Z01',
    controlId: 'T1',
    outcome: { issue: [{ details: { coding: [{ code: 'exchange.unknownType' }] } }] },
  });
  const definition = JSON.stringify({ ...analyzer, codec: 'json' });
  expect(await desk.call('try-channel', undefined, { definition, content })).toMatchObject({
    outcome: { issue: [{ details: { coding: [{ code: 'exchange.notReadable' }] } }] },
  });
  expect(await desk.hospital.engines.messages.count('parked')).toBe(0);
});

test('thiếu kênh, hoặc kênh chỉ gửi đi: không thử được', async () => {
  await expect(desk.call('try-channel', undefined, { content })).rejects.toMatchObject({
    code: 'integration-desk.nothingToTry',
  });
  const definition = JSON.stringify({ ...analyzer, direction: 'out' });
  await expect(desk.call('try-channel', undefined, { definition, content })).rejects.toMatchObject({
    code: 'integration-desk.onlyIncoming',
  });
});
