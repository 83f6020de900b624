/** What the scanner at reception reads: one invented person with an identity card and an insurance card. */
const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

const name = 'Nguyễn Thị Ví Dụ';

/** seven fields of the chip card; the number's prefix 099 is not assigned to any province */
export const identityCardQr = [
  '099190000123',
  '',
  name,
  '05091990',
  'Nữ',
  'Thôn Mẫu, xã Sông Mẫu, tỉnh Mẫu',
  '10052021',
].join('|');

/**
 * 16 fields and the end mark; card number with the invented province 99, valid through the year of the demo.
 *
 * @param year  four digits
 */
export const insuranceCardQr = (year: number): string =>
  [
    'GD4999900000123',
    hex(name),
    '05/09/1990',
    '2',
    hex('Thôn Mẫu, xã Sông Mẫu, tỉnh Mẫu'),
    '99 - 001',
    `01/01/${year}`,
    `31/12/${year}`,
    `15/12/${year - 1}`,
    '99019900000123',
    '-',
    '4',
    `01/01/${year + 5}`,
    'a1b2c3d4e5f6-0102',
    '4',
    hex('Bảo hiểm xã hội Mẫu'),
    '$',
  ].join('|');

export const patientName = name;
