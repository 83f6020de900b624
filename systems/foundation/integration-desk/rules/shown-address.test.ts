import { expect, test } from 'vitest';
import { shownAddress } from './shown-address.ts';

test.each([
  [{ kind: 'mllp', host: '10.0.0.1', port: 2575 }, 'in', 'mllp://10.0.0.1:2575'],
  [{ kind: 'mllp' }, 'in', 'mllp://common-door'],
  [{ kind: 'astm-tcp', port: 9100 }, 'in', 'astm-tcp://127.0.0.1:9100'],
  [{ kind: 'http' }, 'in', '/channels/may'],
  [{ kind: 'http', url: 'https://his.example/in' }, 'out', 'https://his.example/in'],
  [{ kind: 'http', service: 'his' }, 'out', 'service:his'],
  [{ kind: 'nats', host: '10.0.0.1', stream: 'KETQUA', subject: 'a.>' }, 'in', 'nats://10.0.0.1:4222/KETQUA'],
  [{ kind: 'nats', host: '10.0.0.1', port: 4333, subject: 'a.b' }, 'out', 'nats://10.0.0.1:4333/a.b'],
  [{ kind: 'folder', folder: 'may/vao' }, 'in', 'file:may/vao'],
] as const)('địa chỉ cho người đọc: %j %s', (transport, direction, expected) => {
  expect(shownAddress('may', { direction, transport })).toBe(expected);
});
