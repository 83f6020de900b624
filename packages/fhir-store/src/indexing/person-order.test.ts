import { expect, test } from 'vitest';
import { personOrder } from './person-order.ts';

const order = (name: string): string => personOrder([{ text: name }]);

test('danh sách xếp theo tên, rồi họ, rồi đệm; chữ cái và dấu theo thứ tự tiếng Việt', () => {
  const asClerksDo = [
    'Lê Văn A',
    'Nguyễn Văn An',
    'Trần Thị An',
    'Đặng Văn An',
    'Lê Văn Anh',
    'Nguyễn Thị Ảnh',
    'Lê Văn Ánh',
    'Lê Thị Ăn',
    'Lê Thị Ân',
    'Lê Văn Bình',
    'Lê Văn Dũng',
    'Lê Văn Duy',
    'Lê Văn Đạt',
    'Lê Văn Hòa',
    'Lê Văn Ơn',
    'Lê Văn Thu',
    'Lê Văn Thuỷ',
    'Lê Văn Thư',
    'Lê Thị Yến',
  ];
  // Đặng stands after Trần only by its family letter: d before đ before l before n before t
  const expected = asClerksDo.filter((name) => name !== 'Đặng Văn An');
  expected.splice(1, 0, 'Đặng Văn An');
  const byKey = (a: string, b: string) => (order(a) < order(b) ? -1 : 1);
  expect([...asClerksDo].reverse().sort(byKey)).toEqual(expected);
});

test('dựng sẵn hay tổ hợp, hoa hay thường, dấu ở oà hay òa: một chỗ; biệt danh trong ngoặc không tính', () => {
  expect(order('Lê Thị Hòa'.normalize('NFD'))).toBe(order('LÊ THỊ HÒA'));
  expect(order('Lê Thị Hoà')).toBe(order('Lê Thị Hòa'));
  expect(order('Lê Thị Hòa (Tư)')).toBe(order('Lê Thị Hòa'));
  expect(personOrder([{ family: 'Lê', given: ['Thị', 'Hòa'] }])).toBe(order('Lê Thị Hòa'));
});

test('không có tên thì đứng cuối', () => {
  expect(personOrder(undefined) > order('Lê Thị Yến')).toBe(true);
  expect(personOrder([{ text: '(…)' }])).toBe('~');
});
