import { describe, expect, test } from 'vitest';
import { callPieces, callSentence, isQuiet, type NumberStyle } from './spoken-call.ts';

const read = (ticket: number, style: NumberStyle): string =>
  callSentence({ ticket, room: 'Mắt' }, style).slice('Mời số '.length, -', vào phòng mắt'.length);

describe('đọc số', () => {
  test.each([
    [0, 'không'],
    [1, 'một'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi bốn'],
    [25, 'hai mươi lăm'],
    [31, 'ba mươi mốt'],
    [55, 'năm mươi lăm'],
    [99, 'chín mươi chín'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [111, 'một trăm mười một'],
    [115, 'một trăm mười lăm'],
    [121, 'một trăm hai mươi mốt'],
    [999, 'chín trăm chín mươi chín'],
    [1000, 'một nghìn'],
    [1001, 'một nghìn không trăm linh một'],
    [1015, 'một nghìn không trăm mười lăm'],
    [2100, 'hai nghìn một trăm'],
    [9999, 'chín nghìn chín trăm chín mươi chín'],
  ])('%i → %s', (value, words) => {
    expect(read(value, 'words')).toBe(words);
  });
  test.each([
    [7, 'không không bảy'],
    [12, 'không một hai'],
    [105, 'một không năm'],
    [1204, 'một hai không bốn'],
  ])('từng chữ số, như trên phiếu: %i → %s', (value, words) => {
    expect(read(value, 'figures')).toBe(words);
  });
  test('mỗi số từ 0 đến 9999 đọc một cách khác nhau', () => {
    const all = new Set(Array.from({ length: 10_000 }, (_, value) => read(value, 'words')));
    expect(all.size).toBe(10_000);
  });
});

describe('lời mời', () => {
  test.each([
    ['Phòng khám Nội 1', undefined, 'words', 'Mời số mười hai, vào phòng khám nội một'],
    ['Phòng khám Nội 1', undefined, 'figures', 'Mời số không một hai, vào phòng khám nội một'],
    ['Phòng 105', 'Đào T. M.', 'words', 'Mời số mười hai, Đào T. M., vào phòng một trăm linh năm'],
    ['Mắt', '', 'words', 'Mời số mười hai, vào phòng mắt'],
    ['Quầy thu ngân 1', undefined, 'words', 'Mời số mười hai, vào quầy thu ngân một'],
    ['Tai - Mũi - Họng (P.3)', undefined, 'words', 'Mời số mười hai, vào phòng tai mũi họng p ba'],
  ] as const)('%s', (room, name, style, sentence) => {
    expect(callSentence({ ticket: 12, room, ...(name === undefined ? {} : { name }) }, style)).toBe(sentence);
  });

  const known = new Set(['mời', 'số', 'mười', 'hai', 'vào', 'phòng', 'khám', 'nội', 'một']);
  test.each<[string, number, string, string[][]]>([
    [
      'đủ tiếng',
      12,
      'Phòng khám Nội 1',
      [
        ['mời', 'số'],
        ['mười', 'hai'],
        ['vào', 'phòng', 'khám', 'nội', 'một'],
      ],
    ],
    [
      'bỏ tiếng lạ trong tên phòng',
      12,
      'Nội Xyz 1',
      [
        ['mời', 'số'],
        ['mười', 'hai'],
        ['vào', 'phòng', 'nội', 'một'],
      ],
    ],
    [
      'tên phòng toàn tiếng lạ: chỉ gọi số',
      12,
      'Phòng khám Xyz',
      [
        ['mời', 'số'],
        ['mười', 'hai'],
      ],
    ],
    ['số không đọc được thì không đọc nửa chừng', 13, 'Phòng khám Nội 1', []],
  ])('ghép tiếng: %s', (_, ticket, room, pieces) => {
    expect(callPieces({ ticket, room, name: 'Đào T. M.' }, 'words', known)).toEqual(pieces);
  });
});

test.each([
  ['11:59', '12:00', '13:00', false],
  ['12:00', '12:00', '13:00', true],
  ['12:59', '12:00', '13:00', true],
  ['13:00', '12:00', '13:00', false],
  ['23:30', '21:00', '06:00', true],
  ['05:59', '21:00', '06:00', true],
  ['06:00', '21:00', '06:00', false],
  ['12:00', '00:00', '00:00', false],
])('giờ yên lặng: %s trong %s–%s là %s', (now, from, to, quiet) => {
  expect(isQuiet(now, from, to)).toBe(quiet);
});
