import type { Encounter, FhirResource } from 'fhir/r4';
import { expect, test } from 'vitest';
import { withLock } from './locked-record-guard.ts';
import { lockedVisitEntrance } from './locked-visit-entrance.ts';

const open: Encounter = { resourceType: 'Encounter', id: 'e1', status: 'finished', class: { code: 'AMB' } };
const signed = withLock(open);
const subject = { reference: 'Patient/p' };
const encounter = { reference: 'Encounter/e1' };
const sign: FhirResource = { resourceType: 'Observation', status: 'final', code: { text: 'Mạch' }, subject, encounter };

const isAdmitted = (resource: FhirResource, visit: Encounter): boolean => {
  const asked = lockedVisitEntrance.asks(resource);
  const found = new Map<string, FhirResource>(asked.includes('Encounter/e1') ? [['Encounter/e1', visit]] : []);
  try {
    lockedVisitEntrance.admit(resource, found);
    return true;
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'medical-record.visitLocked', status: 403 });
    return false;
  }
};

test.each<[string, FhirResource, Encounter, boolean]>([
  ['lượt khám chưa ký: thêm được', sign, open, true],
  ['lượt khám đã ký: không thêm', sign, signed, false],
  ['không thuộc lượt khám nào: thêm được', { resourceType: 'Condition', subject }, signed, true],
  ['trỏ tới lượt khám của nơi khác: thêm được', { ...sign, encounter: { identifier: { value: 'x' } } }, signed, true],
])('%s', (_, resource, visit, isAllowed) => {
  expect(isAdmitted(resource, visit)).toBe(isAllowed);
});

test('tài liệu bổ sung không phải là dữ kiện', () => {
  expect(lockedVisitEntrance.on).not.toContain('Composition');
  expect(lockedVisitEntrance.on).not.toContain('DocumentReference');
});
