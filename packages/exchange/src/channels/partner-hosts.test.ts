import { expect, test } from 'vitest';
import type { ChannelDefinition } from './channel-definition.ts';
import { hostFaults, mustStayInside } from './partner-hosts.ts';

const partner = { id: 'may' };
const mllp = (host: string, tls: 'none' | 'server' = 'none'): ChannelDefinition => ({
  direction: 'out',
  transport: { kind: 'mllp', host, port: 2575, tls },
  partner,
});
const http = (url: string): ChannelDefinition => ({ direction: 'out', transport: { kind: 'http', url }, partner });
const nats = (host: string, tls: 'none' | 'server' = 'none'): ChannelDefinition => ({
  direction: 'in',
  transport: { kind: 'nats', host, stream: 'KETQUA', tls },
  partner,
});
const faults = (definition: ChannelDefinition, declared?: readonly string[]) =>
  hostFaults({ definition }, declared).map(({ code }) => code?.replace('exchange.', ''));

test.each<readonly [string, ChannelDefinition, readonly string[]]>([
  ['chính máy này', mllp('127.0.0.1'), []],
  ['mạng nội bộ', mllp('10.1.2.3'), []],
  ['mạng nội bộ IPv6', mllp('fd00::1'), []],
  ['máy ngoài', mllp('203.0.113.5'), ['channelHost', 'channelClear']],
  ['máy ngoài có TLS', mllp('203.0.113.5', 'server'), ['channelHost']],
  ['tên giả vòng lặp', mllp('127.ke-xau.example', 'server'), ['channelHost']],
  ['số của địa chỉ', mllp('3405803781'), ['channelHost']],
  ['địa chỉ dịch vụ của máy ảo', mllp('169.254.169.254'), ['channelHost', 'channelClear']],
  ['tên trong nhà', mllp('lis'), ['channelHost']],
  ['HTTP ra ngoài', http('https://noi-khac.example/in'), ['channelHost']],
  ['thư mục', { direction: 'out', transport: { kind: 'folder', folder: 'a' }, partner }, []],
  ['dịch vụ của cơ sở', { direction: 'out', transport: { kind: 'http', service: 'cong' }, partner }, []],
  ['NATS ở máy ngoài, kênh nhận cũng gọi đi', nats('203.0.113.5'), ['channelHost', 'channelClear']],
  ['NATS trong mạng nội bộ', nats('10.1.2.3'), []],
  ['kênh nhận', { direction: 'in', transport: { kind: 'mllp', host: '0.0.0.0', port: 2600 }, partner }, []],
])('cơ sở không khai máy nào, %s', (_title, definition, codes) => {
  expect(faults(definition)).toEqual(codes);
});

const declared = ['10.20.0.0/16', 'LIS', 'lis.benhvien.example', '203.0.113.5', 'fd00::/8', '1.2.3.4/99', 'x/8'];
test.each<readonly [string, ChannelDefinition, readonly string[]]>([
  ['trong mạng đã khai', mllp('10.20.255.1'), []],
  ['ngoài mạng đã khai', mllp('10.21.0.1'), ['channelHost']],
  ['tên trong nhà đã khai', mllp('lis'), []],
  ['tên ngoài, chưa có TLS', mllp('lis.benhvien.example'), ['channelClear']],
  ['tên ngoài, có TLS', mllp('lis.benhvien.example', 'server'), []],
  ['địa chỉ ngoài, chưa có TLS', mllp('203.0.113.5'), ['channelClear']],
  ['mạng IPv6', mllp('fd12::9'), []],
  ['mạng khai sai không mở gì', mllp('1.2.3.4', 'server'), ['channelHost']],
  ['HTTP đã khai', http('https://lis.benhvien.example/in'), []],
  ['HTTP tên con của máy đã khai', http('https://a.lis.benhvien.example/in'), ['channelHost']],
])('cơ sở khai danh sách, %s', (_title, definition, codes) => {
  expect(faults(definition, declared)).toEqual(codes);
});

test.each<readonly [string, ChannelDefinition, boolean]>([
  ['tên, không TLS', mllp('lis'), true],
  ['NATS nhận, không TLS', nats('lis'), true],
  ['tên, có TLS', mllp('lis', 'server'), false],
  ['HTTP', http('https://lis.benhvien.example/in'), false],
  ['kênh nhận', { direction: 'in', transport: { kind: 'mllp', host: '0.0.0.0', port: 2600 }, partner }, false],
])('tên được xem lại lúc gọi: %s', (_title, definition, isInside) => {
  expect(mustStayInside({ definition })).toBe(isInside);
  expect(mustStayInside({ definition, isOfSite: true })).toBe(false);
});

test('đối tác của tệp cơ sở là do người quản trị khai', () => {
  expect(hostFaults({ definition: mllp('203.0.113.5'), isOfSite: true }, undefined)).toEqual([]);
});
