import { expect, test } from 'vitest';
import {
  definitionIn,
  differencesOf,
  type FieldSpec,
  lineIn,
  mergedText,
  prettyText,
  withLine,
} from './definition-lines.ts';

const field = (path: string, type: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  path,
  type,
  meaning: '',
  isRequired: false,
  choices: [],
  transports: [],
  direction: '',
  default: '',
  unit: '',
  ...more,
});
const kind = field('transport.kind', 'choice');
const port = field('transport.port', 'number', { transports: ['mllp'] });
const folder = field('transport.folder', 'text', { transports: ['folder'] });
const addresses = field('partner.addresses', 'texts', { transports: ['mllp'], direction: 'in' });
const options = field('options', 'map');
const all = [kind, port, folder, addresses, options];
const start = {
  direction: 'in',
  transport: { kind: 'mllp', port: 2601 },
  partner: { id: 'may', addresses: ['10.0.0.1'] },
};

test.each([
  ['số', port, '2602', 2602],
  ['chữ trong ô số: giữ để máy chủ nói', port, '26a', '26a'],
  ['bỏ trống', port, ' ', undefined],
])('%s', (_title, one, typed, expected) => {
  expect(withLine(start, one, typed, all).transport).toEqual({
    kind: 'mllp',
    ...(expected === undefined ? {} : { port: expected }),
  });
});

test('danh sách và cặp tên, giá trị: ghi ra rồi đọc lại như nhau', () => {
  const listed = withLine(start, addresses, '10.0.0.1, 10.0.0.2;', all);
  expect(lineIn(listed, 'partner.addresses')).toBe('10.0.0.1, 10.0.0.2');
  const mapped = withLine(start, options, 'units=convert\nauthority.LIS=own=1\n', all);
  expect(mapped).toMatchObject({ options: { units: 'convert', 'authority.LIS': 'own=1' } });
  expect(lineIn(mapped, 'options')).toBe('units=convert\nauthority.LIS=own=1');
  expect(withLine(mapped, options, '', all)).toEqual(start);
});

test('đổi cách truyền: mục của cách cũ đi theo', () => {
  expect(withLine(start, kind, 'folder', all)).toEqual({
    direction: 'in',
    transport: { kind: 'folder' },
    partner: { id: 'may' },
  });
});

test('hai bản khác nhau ở đâu, và ghép lại theo từng mục', () => {
  const mine = JSON.stringify({ ...start, transport: { kind: 'mllp', port: 2700 }, codec: 'astm' });
  const theirs = JSON.stringify({ ...start, alert: { parked: 5 } });
  expect(differencesOf(mine, theirs)).toEqual([
    { path: 'transport.port', one: '2700', other: '2601' },
    { path: 'codec', one: 'astm', other: '' },
    { path: 'alert.parked', one: '', other: '5' },
  ]);
  expect(JSON.parse(mergedText(mine, theirs, ['transport.port']))).toEqual({
    ...start,
    transport: { kind: 'mllp', port: 2700 },
    alert: { parked: 5 },
  });
  expect(differencesOf('{', '{')).toEqual([]);
  expect(differencesOf('{', '{}')).toHaveLength(1);
  expect([definitionIn('[1]'), prettyText('{'), prettyText('{"a":1}')]).toEqual([undefined, '{', '{\n  "a": 1\n}']);
});
