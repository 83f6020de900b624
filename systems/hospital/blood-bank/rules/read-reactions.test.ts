import { expect, test } from 'vitest';
import { groupCode } from './blood-group.ts';
import { readReactions, type Strength } from './read-reactions.ts';

const read = (typed: string, ageMonths = 400): string => {
  const [antiA = '0', antiB = '0', antiD = '0', cellA, cellB] = typed.split(' ') as Strength[];
  const found = readReactions(
    {
      antiA,
      antiB,
      antiD,
      ...(cellA === undefined ? {} : { cellA }),
      ...(cellB === undefined ? {} : { cellB }),
    },
    ageMonths,
  );
  return found === undefined ? '?' : groupCode(found);
};

test.each([
  ['4+ 0 4+ 0 4+', 'A+'],
  ['0 4+ 3+ 4+ 0', 'B+'],
  ['0 0 4+ 4+ 4+', 'O+'],
  ['4+ 4+ 0 0 0', 'AB-'],
  ['2+ 0 2+ 0 1+', 'A+'],
])('phản ứng %s đọc là %s', (typed, group) => expect(read(typed)).toBe(group));

test.each([
  ['huyết thanh mẫu không khớp hồng cầu mẫu', '4+ 0 4+ 4+ 4+'],
  ['huyết thanh không có kháng thể phải có', '0 0 4+ 4+ 0'],
  ['phản ứng yếu với anti-A', '1+ 0 4+ 0 4+'],
  ['phản ứng hai quần thể', 'mf 0 4+ 0 4+'],
  ['D yếu', '4+ 0 1+ 0 4+'],
  ['chưa làm huyết thanh mẫu ngược', '4+ 0 4+'],
  ['mới làm một nửa nghiệm pháp ngược', '4+ 0 4+ 0'],
])('%s: không kết luận nhóm máu', (_, typed) => expect(read(typed)).toBe('?'));

test('trẻ dưới 4 tháng chưa có kháng thể: không đòi nghiệm pháp ngược, đủ 4 tháng thì đòi', () => {
  expect(read('4+ 0 4+', 3)).toBe('A+');
  expect(read('4+ 0 4+', 4)).toBe('?');
});
