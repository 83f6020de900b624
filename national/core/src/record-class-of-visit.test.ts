import { expect, test } from 'vitest';
import { isDeathOfVisit, recordClassOfVisit } from './record-class-of-visit.ts';
import type { RecordClass } from './retention.ts';

const nothing = { icd10: [], isDeath: false, hasIncident: false, named: [] };

test.each<[string, Partial<Parameters<typeof recordClassOfVisit>[0]>, RecordClass[]]>([
  ['khám thường', { icd10: ['I10', 'J06.9'] }, ['visit']],
  ['tâm thần', { icd10: ['F32.1'] }, ['visit', 'psychiatric']],
  ['tai nạn giao thông', { icd10: ['S72.0', 'V23.4'] }, ['visit', 'trafficAccident']],
  ['tai nạn lao động', { icd10: ['Y96'] }, ['visit', 'workAccident']],
  ['tử vong theo chẩn đoán', { icd10: ['I46.1'] }, ['visit', 'death']],
  ['ngừng tim cứu được thì không phải tử vong', { icd10: ['I46.0'] }, ['visit']],
  ['tử vong theo người bệnh', { isDeath: true }, ['visit', 'death']],
  ['thẩm mỹ', { icd10: ['Z41.1'] }, ['visit', 'cosmeticSurgery']],
  ['ghép tạng', { icd10: ['Z94.0'] }, ['visit', 'transplant']],
  ['sự cố y khoa theo mã', { icd10: ['Y62.0'] }, ['visit', 'medicalIncident']],
  ['sự cố y khoa theo báo cáo', { hasIncident: true }, ['visit', 'medicalIncident']],
  ['người xếp loại ghi tên loại', { named: ['transplant', 'loại lạ'] }, ['visit', 'transplant']],
  ['hỗn hợp', { icd10: ['F20'], isDeath: true }, ['visit', 'psychiatric', 'death']],
])('loại hồ sơ của lượt khám: %s', (_title, facts, expected) => {
  expect(recordClassOfVisit({ ...nothing, ...facts })).toEqual(expected);
});

test.each([
  [{}, false],
  [{ is: true }, true],
  [{ is: false }, false],
  [{ on: '2014-03-01' }, true],
  [{ on: '2014-04-02T08:00:00+07:00' }, true],
  [{ on: '2014-04-03' }, false],
  [{ on: '2019' }, false],
])('người bệnh mất %j, lượt khám kết thúc 03/03/2014: hồ sơ tử vong %s', (deceased, expected) => {
  expect(isDeathOfVisit(deceased, '2014-03-03')).toBe(expected);
});
