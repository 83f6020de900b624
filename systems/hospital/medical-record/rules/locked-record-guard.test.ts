import type { Condition, FhirResource, MedicationRequest } from 'fhir/r4';
import { expect, test } from 'vitest';
import { isLocked, lockedRecordGuard, withLock } from './locked-record-guard.ts';

const condition: Condition = {
  resourceType: 'Condition',
  id: 'c1',
  meta: { versionId: '3' },
  code: { text: 'Tăng huyết áp' },
  subject: { reference: 'Patient/p' },
};
const request: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
};

const passes = (previous: FhirResource, next: FhirResource | undefined): boolean => {
  try {
    lockedRecordGuard.check(previous, next);
    return true;
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'medical-record.locked', status: 403 });
    return false;
  }
};

test.each<[string, FhirResource, FhirResource | undefined, boolean]>([
  ['chưa khóa thì sửa được', condition, { ...condition, code: { text: 'Khác' } }, true],
  ['chưa khóa thì xóa được', condition, undefined, true],
  ['khóa vào thì được', condition, withLock(condition), true],
  ['đã khóa thì không sửa', withLock(condition), { ...withLock(condition), code: { text: 'Khác' } }, false],
  ['đã khóa thì không thêm', withLock(condition), { ...withLock(condition), note: [{ text: 'x' }] }, false],
  ['đã khóa thì không gỡ khóa', withLock(condition), condition, false],
  ['đã khóa thì không xóa', withLock(condition), undefined, false],
  [
    'ghi lại y nguyên, khác thứ tự trường, thì được',
    withLock(condition),
    {
      ...Object.fromEntries(Object.entries(withLock(condition)).reverse()),
      resourceType: 'Condition',
      subject: condition.subject,
    },
    true,
  ],
  ['đơn thuốc đã khóa vẫn được phát xong', withLock(request), { ...withLock(request), status: 'completed' }, true],
  [
    'đơn thuốc đã khóa không đổi người bệnh',
    withLock(request),
    { ...withLock(request), subject: { reference: 'Patient/q' } },
    false,
  ],
])('%s', (_, previous, next, allowed) => {
  expect(passes(previous, next)).toBe(allowed);
});

test('thẻ khóa của nơi khác không phải là khóa', () => {
  expect(isLocked({ ...condition, meta: { tag: [{ system: 'urn:khac', code: 'locked' }] } })).toBe(false);
  expect(isLocked(withLock(condition))).toBe(true);
});
