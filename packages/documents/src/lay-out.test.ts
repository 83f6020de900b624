import { expect, test } from 'vitest';
import { layOut } from './lay-out.ts';
import { type Layout, layoutOn } from './layout.ts';

const layout: Layout = {
  form: 'TH',
  version: '1',
  law: 'none: only a test',
  validFrom: '2026-01-01',
  validTo: '2026-06-30',
  papers: ['A5', 'A4'],
  title: 'GIẤY THỬ',
  number: 'number',
  blocks: [
    { kind: 'text', text: 'Người bệnh **{patient.name}**, {patient.age}' },
    { kind: 'frame', text: 'DỊ ỨNG: {allergies}' },
    {
      kind: 'facts',
      facts: [
        ['Giới tính', 'patient.sex'],
        ['Nơi ở', 'patient.address', 'wide'],
      ],
    },
    {
      kind: 'table',
      each: 'lines',
      columns: [
        { head: 'Việc', text: '{name}' },
        { head: 'Tiền', text: '{dong} đ' },
      ],
    },
  ],
};
const facility = { name: 'Bệnh viện Thử', address: 'Xã Thử', phone: '0000 000 001' };
const page = (data: Parameters<typeof layOut>[0]['data'], paper?: string) =>
  layOut({ layout, data, facility, isDemo: true, patient: ['A', '1'], paper });

test('mẫu điền giá trị theo đường dẫn; chỗ trống thì cả dòng không in', () => {
  const full = page({
    number: '7',
    patient: { name: 'LÊ VĂN BA', age: '40 tuổi' },
    lines: [{ name: 'Khám', dong: '1' }],
  });
  expect(full.number).toBe('7');
  expect(full.body).toEqual([
    { kind: 'paragraph', spans: ['Người bệnh ', { bold: 'LÊ VĂN BA' }, ', 40 tuổi'], align: 'left', size: 'normal' },
    {
      kind: 'table',
      head: ['Việc', 'Tiền'],
      rows: [['Khám', '1 đ']],
      align: ['left', 'left'],
      widths: ['auto', 'auto'],
    },
  ]);
  expect(page({}).body.map(({ kind }) => kind)).toEqual(['table']);
});

test('tên có dấu sao hay ngoặc nhọn vẫn là tên, không thành mẫu', () => {
  const [line] = page({ patient: { name: '**{patient.sex}**', age: '1' } }).body;
  expect(line).toMatchObject({ spans: ['Người bệnh ', { bold: '**{patient.sex}**' }, ', 1'] });
});

test('khổ giấy lạ thì dùng khổ thường dùng của mẫu', () => {
  expect(page({}).paper).toBe('A5');
  expect(page({}, 'A4').paper).toBe('A4');
  expect(page({}, '80mm').paper).toBe('A5');
});

test.each([
  ['2025-12-31', undefined],
  ['2026-01-01', layout],
  ['2026-06-30', layout],
  ['2026-07-01', undefined],
])('mẫu của ngày %s', (day, found) => {
  expect(layoutOn([layout], day)).toBe(found);
});

test('mẫu là dữ liệu: ghi ra JSON rồi đọc lại không mất gì', () => {
  expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
});
