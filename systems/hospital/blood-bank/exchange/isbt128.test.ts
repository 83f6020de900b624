import { expect, test } from 'vitest';
import { checkCharacter, readBagLabel, typedDonation } from './isbt128.ts';

test('nhãn túi máu: bốn mã vạch đọc thành một đơn vị', () => {
  expect(readBagLabel(['=G12342665432100', '=%5100', '=<E0336V00', '&>0261231530'])).toEqual({
    donation: 'G123426654321',
    group: { abo: 'O', rhd: 'positive' },
    product: 'E0336V00',
    expires: '2026-05-03T15:30:00+07:00',
  });
});

test('ô vuông trên nhãn mang tất cả, số phần phải đủ', () => {
  const all = '=G12342665432100=%6200=<E0336V00=>026123=*026081';
  expect(readBagLabel([`=+05000${all}`])).toEqual({
    donation: 'G123426654321',
    group: { abo: 'A', rhd: 'positive' },
    product: 'E0336V00',
    expires: '2026-05-03T23:59:00+07:00',
    collected: '2026-03-22',
  });
  expect(readBagLabel([`=+04000${all}`])).toBeUndefined();
  expect(readBagLabel([`]d2=+05000${all}`])?.donation).toBe('G123426654321');
});

test.each([
  ['trống', ['']],
  ['chữ gõ', ['khối hồng cầu']],
  ['nhóm máu không có trong bảng', ['=%9900']],
  ['ngày thứ 366 của năm thường', ['=>026366']],
  ['ngày 000', ['=>026000']],
  ['25 giờ', ['&>0261232530']],
  ['phần sau không biết', ['=G12342665432100=?abc']],
  ['hai túi khác nhau', ['=G12342665432100', '=G12342665432200']],
  ['hai nhóm máu khác nhau', ['=%5100', '=%6200']],
])('%s: không đọc nửa chừng', (_, scans) => expect(readBagLabel(scans)).toBeUndefined());

test('năm nhuận có ngày 366', () => expect(readBagLabel(['=>028366'])?.expires).toBe('2028-12-31T23:59:00+07:00'));

test.each([
  ['G123498654321', 'H'],
  ['A999922654321', 'S'],
  ['A999922123458', 'J'],
  ['A999922012346', '*'],
  ['A999917123456', '9'],
])('ký tự kiểm tra của %s là %s, như tài liệu đã in', (donation, check) =>
  expect(checkCharacter(donation)).toBe(check),
);

test('số gõ tay phải có ký tự kiểm tra đúng', () => {
  const check = checkCharacter('G123498654321');
  expect(typedDonation(`G1234 98 654321 ${check}`)).toBe('G123498654321');
  expect(typedDonation('G1234 98 654321')).toBeUndefined();
  expect(typedDonation(`G1234 98 654312 ${check}`)).toBeUndefined();
  expect(typedDonation('HN-26-00123')).toBe('HN-26-00123');
  expect(typedDonation('12')).toBeUndefined();
});
