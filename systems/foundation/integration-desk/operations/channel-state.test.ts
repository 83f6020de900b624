import { expect, test } from 'vitest';
import { analyzer, deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();

test('kênh im lặng hoặc để lại nhiều bản tin: báo, và thôi báo khi tắt', async () => {
  const alert = { silentMinutes: 30, parked: 1, withinMinutes: 10 };
  await desk.save({ status: 'active', definition: JSON.stringify({ ...analyzer, alert }) });
  const { id, partner } = { id: 'may-huyet-hoc', partner: 'may-huyet-hoc' };
  const raw = Buffer.from('MSH|^~\\&|MAY||||20261122||ZZZ^Z01|T1|P|2.5.1\rPID|1||A1');
  await desk.hospital.inbound.receive(raw, partner, { id, partner });
  const [now] = (await desk.call<{ channel: object[] }>('channel-state', undefined)).channel;
  expect(now).toMatchObject({ channel: id, status: 'active', parked: 1, waiting: 0, alert: ['parked'] });
  desk.hospital.tick(31);
  const [later] = (await desk.call<{ channel: object[] }>('channel-state', undefined)).channel;
  expect(later).toMatchObject({ parked: 0, alert: ['silent'] });
  await desk.call('switch-channel', `Endpoint/${id}`, { status: 'off' });
  const [off] = (await desk.call<{ channel: object[] }>('channel-state', undefined)).channel;
  expect(off).toMatchObject({ state: 'off', alert: [] });
});

test('đối tác của tệp cơ sở cũng đứng trong danh sách; kênh đang chạy nói cách truyền, số tin hôm nay, lỗi cuối', async () => {
  const { channel } = await desk.call<{ channel: { channel: string }[] }>('channel-state', undefined);
  expect(channel.map(({ channel: id }) => id)).toEqual(['may-huyet-hoc', 'lab-analyzer']);
  expect(channel[0]).toMatchObject({
    direction: 'in',
    transport: 'mllp',
    codec: 'hl7v2',
    partner: 'may-huyet-hoc',
    count: 1,
    lastError: 'Loại bản tin này chưa được tiếp nhận.',
  });
  expect(channel[1]).toMatchObject({ isOfSite: true, status: 'active', direction: 'out', count: 0 });
});
