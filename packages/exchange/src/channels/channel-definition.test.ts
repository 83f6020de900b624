import { readFileSync } from 'node:fs';
import { isFhirError } from '@lienmach/outcome';
import { expect, test } from 'vitest';
import { parseChannelDefinition, readChannelDefinition } from './channel-definition.ts';
import { channelReference } from './channel-reference.ts';

const listening = { direction: 'in', transport: { kind: 'mllp', port: 2600 }, partner: { id: 'may' } };
const sending = { direction: 'out', transport: { kind: 'mllp', port: 2600 }, partner: { id: 'may' } };
const over = (transport: object, partner: object = {}) => ({
  direction: 'in',
  transport: { kind: 'mllp', ...transport },
  partner: { id: 'may', ...partner },
});
const own = { certificate: 'may.pem', key: 'may.key' };
const print = 'AB'.repeat(32);

function faultsOf(definition: unknown): string[] {
  try {
    readChannelDefinition(definition);
    return [];
  } catch (error) {
    if (!isFhirError(error)) throw error;
    return error.outcome.issue.map(
      ({ details, expression }) => `${details?.coding?.[0]?.code?.slice(9)} ${expression?.[0] ?? ''}`,
    );
  }
}

test.each([
  ['máy ở cổng riêng', listening],
  ['gửi tới máy', sending],
  ['máy ở cổng chung, biết theo địa chỉ', over({}, { addresses: ['10.1.1.5'] })],
  [
    'ngoài máy này có TLS và địa chỉ',
    over({ port: 1, host: '0.0.0.0', tls: 'server', ...own }, { addresses: ['10.1.1.5'] }),
  ],
  ['hai bên cùng chứng thư', over({ port: 1, host: '::', tls: 'mutual', ...own }, { certificates: [print] })],
  [
    'nhận qua HTTP',
    { direction: 'in', transport: { kind: 'http' }, codec: 'fhir', partner: { id: 'his', credential: 'his.txt' } },
  ],
  [
    'gửi qua HTTP',
    { direction: 'out', transport: { kind: 'http', url: 'https://his.example/in' }, partner: { id: 'his' } },
  ],
  ['nhận qua thư mục', { direction: 'in', transport: { kind: 'folder', folder: 'may/vao' }, partner: { id: 'may' } }],
  ['ASTM', { direction: 'in', codec: 'astm', transport: { kind: 'astm-tcp', port: 9100 }, partner: { id: 'may' } }],
  [
    'nhận qua NATS',
    {
      direction: 'in',
      transport: { kind: 'nats', host: '10.1.1.9', stream: 'KETQUA', subject: 'ketqua.*.>', identity: 'may.creds' },
      partner: { id: 'may' },
    },
  ],
  [
    'gửi qua NATS, hai bên cùng chứng thư',
    {
      ...sending,
      transport: { kind: 'nats', host: '10.1.1.9', tls: 'mutual', ...own, subject: 'ketqua.sinhhoa' },
    },
  ],
  ['chuyển tiếp', { ...listening, destination: { forward: ['lis-cu'] }, options: { kind: 'x' } }],
])('khai báo đúng: %s', (_title, definition) => {
  expect(faultsOf(definition)).toEqual([]);
});

test.each([
  ['không phải đối tượng', [], ['channelField ']],
  ['trống', {}, ['channelMissing direction', 'channelMissing transport.kind', 'channelMissing partner.id']],
  ['mục lạ', { ...listening, port: 1 }, ['channelUnknownField port']],
  ['mục lạ trong nhóm', { ...listening, retry: { times: 3 } }, ['channelUnknownField retry.times']],
  ['mục của chiều khác', { ...listening, retry: { first: 1000 } }, ['channelFieldElsewhere retry.first']],
  [
    'mục của cách truyền khác',
    { ...listening, transport: { kind: 'folder', folder: 'a', port: 1 } },
    ['channelFieldElsewhere transport.port'],
  ],
  ['cổng ngoài giới hạn', over({ port: 65_536 }), ['channelField transport.port']],
  [
    'thư mục thoát ra ngoài',
    { ...listening, transport: { kind: 'folder', folder: '../etc' } },
    ['channelField transport.folder'],
  ],
  [
    'tên bí mật là đường dẫn',
    over({ port: 1, tls: 'server', certificate: '/etc/a', key: 'b' }),
    ['channelField transport.certificate'],
  ],
  ['gửi không có cổng', { ...sending, transport: { kind: 'mllp' } }, ['channelMissing transport.port']],
  ['cổng chung mà không khai ai', over({}), ['channelMissing partner.addresses']],
  [
    'TLS không có chứng thư',
    over({ port: 1, tls: 'server' }),
    ['channelMissing transport.certificate', 'channelMissing transport.key'],
  ],
  [
    'hai bên chứng thư mà không biết của ai',
    over({ port: 1, tls: 'mutual', ...own }),
    ['channelMissing partner.certificates'],
  ],
  [
    'ra ngoài không TLS',
    over({ port: 1, host: '0.0.0.0' }, { addresses: ['10.1.1.5'] }),
    ['channelOutside transport.host'],
  ],
  [
    'ra ngoài không khai ai',
    over({ port: 1, host: '0.0.0.0', tls: 'server', ...own }),
    ['channelOutside transport.host'],
  ],
  [
    'nhận HTTP không khóa',
    { direction: 'in', transport: { kind: 'http' }, partner: { id: 'his' } },
    ['channelMissing partner.credential'],
  ],
  [
    'nhận NATS không nói luồng nào, vào mà không đăng nhập',
    { ...listening, transport: { kind: 'nats' } },
    ['channelMissing transport.stream', 'channelMissing transport.identity'],
  ],
  [
    'gửi NATS cho nhiều chủ đề, không có chứng thư của kênh',
    { ...sending, transport: { kind: 'nats', subject: 'ketqua.>', tls: 'mutual' } },
    ['channelMissing transport.certificate', 'channelMissing transport.key', 'channelField transport.subject'],
  ],
  [
    'gửi HTTP không mã hóa',
    { direction: 'out', transport: { kind: 'http', url: 'http://his.example' }, partner: { id: 'his' } },
    ['channelField transport.url'],
  ],
])('khai báo sai bị từ chối: %s', (_title, definition, faults) => {
  expect(faultsOf(definition)).toEqual(faults);
});

test('khai báo không phải JSON', () => {
  expect(() => parseChannelDefinition('{')).toThrow('JSON');
});

test('trang tra cứu kênh khớp với bảng trong mã (npm run channel-reference)', () => {
  expect(readFileSync(new URL('../../../../docs/integration/channels.md', import.meta.url), 'utf8')).toBe(
    channelReference(),
  );
});
