import { parseHl7 } from '@lienmach/exchange';
import { messageContext } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { toldExamples } from '../stories/told-examples.ts';
import { readRelatives } from './read-relatives.ts';

const his = { receiver: 'HIS', charset: undefined, segments: ['NK1'] } as const;
const read = (type: string) => {
  const contents = toldExamples.map(({ message }) => message.content(his));
  return parseHl7(contents.find((content) => parseHl7(content).type === type) ?? '');
};

test('mỗi loại bản tin gửi đi: tên, số hiệu của mình, người bệnh với số của mình', () => {
  const types = toldExamples.map(({ message }) => parseHl7(message.content(his)).type);
  expect(types).toEqual(['ADT^A31', 'ADT^A01', 'ADT^A03', 'SIU^S12', 'ORM^O01', 'ORU^R01', 'MDM^T02', 'DFT^P03']);
  const numbers = toldExamples.map(({ message }) => message.controlId);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const { message } of toldExamples) {
    const told = parseHl7(message.content(his));
    expect(told.controlId).toBe(message.controlId);
    expect(told.controlId.length).toBeLessThanOrEqual(20);
    expect(told.segment('MSH')?.get(5)).toBe('HIS');
    expect(
      told
        .segment('PID')
        ?.repetitions(3)
        .map(([value]) => value),
    ).toEqual(['BN26000001', '099180000901']);
    expect([told.segment('PID')?.get(5), told.segment('PID')?.get(5, 2), told.segment('PID')?.get(7)]).toEqual([
      'Nguyễn',
      'Văn An',
      '19800509',
    ]);
  }
});

test('kết quả: số với dấu so sánh, đơn vị, cờ; chữ; mã LOINC bên cạnh mã của mình', () => {
  const [potassium, culture] = read('ORU^R01').all('OBX');
  expect([potassium?.get(2), potassium?.get(5), potassium?.get(5, 2), potassium?.get(6)]).toEqual([
    'SN',
    '>',
    '6.8',
    'mmol/L',
  ]);
  expect([potassium?.get(3), potassium?.get(3, 4), potassium?.get(3, 6), potassium?.get(8)]).toEqual([
    'K',
    '2823-3',
    'LN',
    'HH',
  ]);
  expect([culture?.get(2), culture?.get(3, 2), culture?.get(5)]).toEqual(['ST', 'Cấy máu', 'Âm tính']);
});

test('lượt khám, lịch hẹn, văn bản, chi phí đọc lại được đúng điều đã ghi', () => {
  const left = read('ADT^A03').segment('PV1');
  expect([left?.get(2), left?.get(3), left?.get(19), left?.get(45)]).toEqual([
    'I',
    'Khoa Nội, giường 7',
    'luot-1',
    '20260305100000+0700',
  ]);
  const booked = read('SIU^S12');
  expect([booked.segment('SCH')?.get(1), booked.segment('SCH')?.get(11, 4), booked.segment('AIL')?.get(3, 2)]).toEqual([
    '260310-7KQM',
    '20260310080000+0700',
    'Phòng khám 5',
  ]);
  const file = read('MDM^T02').segment('OBX');
  expect(Buffer.from(file?.get(5, 5) ?? '', 'base64').toString()).toBe('Bệnh ổn định');
  const line = read('DFT^P03').segment('FT1');
  expect([line?.get(7), line?.get(10), line?.get(11), line?.get(11, 1, 2)]).toEqual([
    '02.0003.1904',
    '1',
    '42100',
    'VND',
  ]);
});

test('người thân gửi đi rồi đọc lại vẫn là người ấy; kênh không xin NK1 thì không nghe', () => {
  expect(readRelatives(read('ADT^A31'), messageContext())).toEqual([
    {
      name: { use: 'official', text: 'Nguyễn Văn Ba', family: 'Nguyễn', given: ['Văn Ba'] },
      relationship: [
        {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0063', code: 'FTH', display: 'Cha' }],
          text: 'Cha',
        },
      ],
      telecom: [
        { system: 'phone', value: '0000000902' },
        { system: 'email', value: 'ba@thu.vn' },
      ],
    },
    { name: { use: 'official', text: 'Trần Thị Mẹ', family: 'Trần Thị Mẹ' } },
  ]);
  expect(read('ADT^A01').all('NK1')).toHaveLength(2);
  expect(read('SIU^S12').all('NK1')).toEqual([]);
  for (const { message } of toldExamples)
    expect(parseHl7(message.content({ ...his, segments: [] })).all('NK1')).toEqual([]);
});
