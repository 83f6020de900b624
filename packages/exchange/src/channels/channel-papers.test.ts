import { makeSelfSignedCertificate } from '@lienmach/documents';
import { beforeAll, expect, test } from 'vitest';
import { errors } from '../errors.ts';
import type { Channel, ChannelDefinition } from './channel-definition.ts';
import { channelPapers, paperFaults } from './channel-papers.ts';

const files = new Map([
  ['may.txt', 'ngan'],
  ['may.rac', 'không phải chứng thư'],
]);
const secrets = () => (name: string) => {
  const text = files.get(name);
  if (text === undefined) throw errors.channelSecret({ name });
  return text;
};
const channel = (transport: object, more: object = {}, status: Channel['status'] = 'active'): Channel => ({
  id: 'may',
  name: 'Máy',
  status,
  definition: {
    direction: 'in',
    transport: { kind: 'mllp', port: 2600, tls: 'server', ...transport },
    partner: { id: 'may', ...more },
  } satisfies ChannelDefinition,
});
const faults = (one: Channel) =>
  paperFaults(one, secrets).map(({ code, outcome }) => [code?.replace('exchange.', ''), outcome.issue[0]?.expression]);

beforeAll(async () => {
  const [ours, theirs] = await Promise.all(
    ['ta', 'ho'].map((name) => makeSelfSignedCertificate(name, new Date('2026-01-01T00:00:00Z'), 1)),
  );
  files.set('may.pem', ours?.certificate ?? '');
  files.set('may.key', ours?.privateKey ?? '');
  files.set('may.khac', theirs?.privateKey ?? '');
});

test('đủ chứng thư và khóa: không có gì sai, biết ngày hết hạn', () => {
  const one = channel({ certificate: 'may.pem', key: 'may.key' });
  expect(faults(one)).toEqual([]);
  const [certificate, key] = channelPapers(one, secrets);
  expect(certificate).toMatchObject({ at: 'transport.certificate', isThere: true });
  expect(certificate?.until?.getTime()).toBeGreaterThan(Date.parse('2026-06-01'));
  expect(key).toEqual({ at: 'transport.key', name: 'may.key', isThere: true });
});

test.each<readonly [string, Channel, readonly (readonly [string, string])[]]>([
  [
    'khóa của chứng thư khác',
    channel({ certificate: 'may.pem', key: 'may.khac' }),
    [['channelPaper', 'transport.key']],
  ],
  ['không phải chứng thư', channel({ certificate: 'may.rac' }), [['channelPaper', 'transport.certificate']]],
  ['không phải khóa', channel({ key: 'may.rac' }), [['channelPaper', 'transport.key']]],
  ['chưa có tệp', channel({ certificate: 'may.chua-co' }), [['channelSecret', 'transport.certificate']]],
  ['tên của kênh khác', channel({ certificate: 'khac.pem' }), [['channelSecret', 'transport.certificate']]],
  ['mật khẩu quá ngắn', channel({}, { credential: 'may.txt' }), [['channelSecret', 'partner.credential']]],
  ['kênh đang tắt, chưa có tệp', channel({ certificate: 'may.chua-co' }, {}, 'off'), []],
  [
    'kênh đang tắt, tên của kênh khác',
    channel({ certificate: 'khac.pem' }, {}, 'off'),
    [['channelSecret', 'transport.certificate']],
  ],
])('%s', (_title, one, expected) => {
  expect(faults(one)).toEqual(expected.map(([code, at]) => [code, [at]]));
});

test('tệp chưa có: nói là chưa có, không hỏng danh sách', () => {
  expect(channelPapers(channel({ certificate: 'may.chua-co' }), secrets)).toEqual([
    { at: 'transport.certificate', name: 'may.chua-co', isThere: false },
  ]);
});
