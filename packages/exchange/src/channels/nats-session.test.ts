import { expect, test } from 'vitest';
import { openNatsSession } from './nats-session.ts';

test('tên máy NATS dẫn ra ngoài mạng của cơ sở mà không có TLS: không gọi', async () => {
  // a number that is no address by its looks: 203.0.113.5
  const session = openNatsSession({ host: '3405803781', port: 4222, isInside: true, within: 1000 }, 'KETQUA');
  await expect(session.use(async () => 'gọi')).rejects.toMatchObject({ code: 'exchange.channelClear' });
});
