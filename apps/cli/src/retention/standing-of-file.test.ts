import type { Condition, Encounter, FhirResource } from 'fhir/r4';
import { expect, test } from 'vitest';
import { partsOf, standingOfFile } from './standing-of-file.ts';

const encounter: Encounter = {
  resourceType: 'Encounter',
  id: 'v',
  status: 'finished',
  class: { code: 'AMB' },
  period: { start: '2010-03-01', end: '2010-03-02' },
};
const standing = (visit: Encounter, ...others: FhirResource[]) => {
  const members = [visit, ...others].map((one) => ({
    type: one.resourceType,
    id: one.id ?? '',
    version: 1,
    text: JSON.stringify(one),
  }));
  const file = { visit: 'Encounter/v', members, obstacles: [] };
  return standingOfFile(file, partsOf(file), { holds: [], patients: new Map(), today: '2026-11-22' });
};
const disease = (code: string): Condition => ({
  resourceType: 'Condition',
  id: 'c',
  subject: {},
  code: { coding: [{ code }] },
});
const diagnosis = [{ condition: { reference: 'Condition/c' } }];

test('lượt khám thường quá hạn thì được tiêu hủy', () => {
  expect(standing(encounter).kept).toBeUndefined();
});

test('chẩn đoán của lượt khám nằm ngoài hồ sơ gom được: giữ lại, nói vì sao', () => {
  expect(standing({ ...encounter, diagnosis }).kept).toContain('Condition/c');
  expect(standing({ ...encounter, diagnosis }, disease('J06.9')).kept).toBeUndefined();
});

test('bệnh tâm thần ghi ở lý do khám cũng kéo dài thời hạn', () => {
  const asDiagnosis = standing({ ...encounter, diagnosis }, disease('F20.0'));
  const asReason = standing({ ...encounter, reasonCode: [{ coding: [{ code: 'F20.0' }] }] });
  expect(asReason.classes).toEqual(asDiagnosis.classes);
  expect(asReason.classes).not.toEqual(standing(encounter).classes);
});
