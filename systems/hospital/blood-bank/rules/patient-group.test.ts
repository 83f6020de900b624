import { describe, expect, test } from 'vitest';
import { groupOfCode } from './blood-group.ts';
import { type Determination, groupToMatch, patientGroup } from './patient-group.ts';

/** `A+ s1 lan mai@5`: group, sample, who read it, who drew it in which minute (else somebody of that sample's own); `?` could not be read; `máy` is a machine */
const determined = (text: string): Determination[] =>
  text
    .split(', ')
    .filter((one) => one !== '')
    .map((one, index) => {
      const [group = '', specimen = '', performer = '', drawn = `${specimen}@0`] = one.split(' ');
      const [collector = '', minute = ''] = drawn.split('@');
      return {
        id: `d${index}`,
        group: groupOfCode(group),
        specimen,
        collector,
        drawnAt: minute === '' ? '' : `2026-03-02T00:${minute.padStart(2, '0')}:00+07:00`,
        performer,
        isMachine: performer === 'máy',
        at: `2026-03-02T0${index}:00:00+07:00`,
      };
    });

test.each([
  ['chưa xét nghiệm', '', 'unknown'],
  ['một lần', 'A+ s1 lan', 'single'],
  ['hai lần trên cùng một mẫu', 'A+ s1 lan, A+ s1 hà', 'single'],
  ['hai mẫu, cùng một người', 'A+ s1 lan, A+ s2 lan', 'single'],
  ['hai mẫu, hai người', 'A+ s1 lan, A+ s2 hà', 'confirmed'],
  ['hai mẫu, một người và một máy', 'A+ s1 lan, A+ s2 máy', 'confirmed'],
  ['hai ống, một người lấy, cùng lúc', 'A+ s1 lan mai@0, A+ s2 hà mai@0', 'single'],
  ['hai ống, một người lấy, cách 14 phút', 'A+ s1 lan mai@0, A+ s2 hà mai@14', 'single'],
  ['hai ống, một người lấy, cách 15 phút', 'A+ s1 lan mai@0, A+ s2 hà mai@15', 'confirmed'],
  ['hai ống, không rõ ai lấy, lúc nào', 'A+ s1 lan @, A+ s2 hà thu@', 'single'],
  ['hai lần khác hệ ABO', 'A+ s1 lan, O+ s2 hà', 'discrepant'],
  ['hai lần khác RhD', 'A+ s1 lan, A- s2 hà', 'discrepant'],
  ['đã xác nhận rồi lần thứ ba nói khác', 'A+ s1 lan, A+ s2 hà, B+ s3 mai', 'discrepant'],
  ['lần mới nhất không đọc được', 'A+ s1 lan, A+ s2 hà, ? s3 mai', 'discrepant'],
  ['không đọc được, làm lại rõ', '? s1 lan, A+ s1 lan, A+ s2 hà', 'confirmed'],
  ['chỉ có lần không đọc được', '? s1 lan', 'discrepant'],
])('%s: %s là %s', (_, text, state) => expect(patientGroup(determined(text)).state).toBe(state));

describe('nhóm máu để chọn đơn vị', () => {
  const match = (text: string, ageMonths = 400, hasCells = true) =>
    groupToMatch(patientGroup(determined(text)), { ageMonths, hasCells });

  test('chỉ nhóm đã xác nhận mới dùng được', () => {
    expect(match('A- s1 lan')).toBeUndefined();
    expect(match('A- s1 lan, O- s2 hà')).toBeUndefined();
    expect(match('A- s1 lan, A- s2 hà')).toEqual({ abo: 'A', rhd: 'negative' });
  });

  test('trẻ dưới 4 tháng: hồng cầu nhóm O, giữ RhD của trẻ; huyết tương theo nhóm của trẻ', () => {
    expect(match('A- s1 lan, A- s2 hà', 3)).toEqual({ abo: 'O', rhd: 'negative' });
    expect(match('A- s1 lan, A- s2 hà', 4)).toEqual({ abo: 'A', rhd: 'negative' });
    expect(match('A- s1 lan, A- s2 hà', 3, false)).toEqual({ abo: 'A', rhd: 'negative' });
  });
});
