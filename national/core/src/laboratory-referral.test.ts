import type { Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { codeSystems, identifierSystems } from './canonical.ts';
import { LABORATORY_REFERRAL, laboratoryReferral } from './laboratory-referral.ts';

const task: Task = {
  resourceType: 'Task',
  status: 'in-progress',
  intent: 'order',
  code: { coding: [{ system: codeSystems.taskKind, code: LABORATORY_REFERRAL }] },
  focus: { reference: 'ServiceRequest/o1' },
  owner: { identifier: { system: identifierSystems.facility, value: '79001' }, display: 'Viện' },
  groupIdentifier: { system: identifierSystems.consignment, value: 'G260302-AAAA' },
};

test.each<[string, Task, ReturnType<typeof laboratoryReferral>]>([
  ['đã gửi', task, { order: 'o1', laboratory: '79001', consignment: 'G260302-AAAA', isCancelled: false }],
  [
    'chưa gửi',
    { ...task, status: 'requested', groupIdentifier: {} },
    { order: 'o1', laboratory: '79001', isCancelled: false },
  ],
  [
    'rút lại',
    { ...task, status: 'cancelled' },
    { order: 'o1', laboratory: '79001', consignment: 'G260302-AAAA', isCancelled: true },
  ],
  ['việc khác', { ...task, code: { text: 'Gọi báo' } }, undefined],
  ['không nói nơi làm', { ...task, owner: { display: 'Viện' } }, undefined],
  ['không nói chỉ định', { ...task, focus: { reference: 'Specimen/o1' } }, undefined],
])('%s', (_name, one, expected) => {
  expect(laboratoryReferral(one)).toEqual(expected);
});
