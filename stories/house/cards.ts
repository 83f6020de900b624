/** Cards of invented people, as the scanner reads them: numbers with the unassigned prefix 099, card numbers of province 99. */
export interface StoryPerson {
  readonly name: string;
  readonly personalNumber: string;
  /** dd/mm/yyyy */
  readonly birth: string;
  readonly gender: 'Nam' | 'Nữ';
}

export const manMau: StoryPerson = {
  name: 'Trần Văn Mẫu',
  personalNumber: '099085000456',
  birth: '17/03/1985',
  gender: 'Nam',
};

export const womanThu: StoryPerson = {
  name: 'Đỗ Thị Thử Nghiệm',
  personalNumber: '099192000789',
  birth: '02/12/1992',
  gender: 'Nữ',
};

export const cardOf = ({ name, personalNumber, birth, gender }: StoryPerson): string =>
  [personalNumber, '', name, birth.replaceAll('/', ''), gender, 'Thôn Mẫu, xã Sông Mẫu, tỉnh Mẫu', '10052021'].join(
    '|',
  );

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

export const insuranceOf = ({ name, personalNumber, birth, gender }: StoryPerson, year: number): string =>
  [
    `GD49999${personalNumber.slice(-8)}`,
    hex(name),
    birth,
    gender === 'Nam' ? '1' : '2',
    hex('Thôn Mẫu, xã Sông Mẫu, tỉnh Mẫu'),
    '99 - 001',
    `01/01/${year}`,
    `31/12/${year}`,
    `15/12/${year - 1}`,
    `9901${personalNumber.slice(-10)}`,
    '-',
    '4',
    `01/01/${year - 1}`,
    'a1b2c3d4e5f6-0102',
    '4',
    hex('Bảo hiểm xã hội Mẫu'),
    '$',
  ].join('|');
