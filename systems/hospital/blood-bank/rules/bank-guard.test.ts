import { codeSystems, extensions } from '@lienmach/core';
import type { AdverseEvent, FhirResource, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { bankEntrance, bankGuard } from './bank-guard.ts';
import { BLOOD_ORDER } from './blood-order.ts';

const who = 'Practitioner/lan';
const plain: ServiceRequest = { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: {} };
const order: ServiceRequest = {
  ...plain,
  category: [{ coding: [{ system: codeSystems.bloodBank, code: BLOOD_ORDER }] }],
};
const released: ServiceRequest = {
  ...plain,
  extension: [
    {
      url: extensions.emergencyRelease,
      extension: [
        { url: 'by', valueString: 'Bác sĩ Thử' },
        { url: 'reason', valueString: 'Sốc mất máu' },
        { url: 'at', valueDateTime: '2026-03-02T07:30:00+07:00' },
      ],
    },
  ],
};
const tube: Specimen = { resourceType: 'Specimen' };
const sample: Specimen = { ...tube, meta: { tag: [{ system: codeSystems.bloodBank, code: 'sample' }] } };
const event: AdverseEvent = { resourceType: 'AdverseEvent', actuality: 'actual', subject: {} };
const reaction: AdverseEvent = { ...event, event: { coding: [{ system: codeSystems.bloodReaction, code: 'fever' }] } };

const refusal = expect.objectContaining({ code: 'blood-bank.byRoomOnly' });

const rows: [string, FhirResource, FhirResource][] = [
  ['dự trù máu', plain, order],
  ['phát khẩn', plain, released],
  ['mẫu máu', tube, sample],
  ['phản ứng', event, reaction],
];

test.each(rows)('%s không ghi, không sửa, không gỡ dấu, không gửi vào bằng FHIR thường', (_, other, ours) => {
  for (const [before, after] of [
    [ours, ours],
    [ours, other],
    [other, ours],
    [ours, undefined],
  ] as const) {
    expect(() => bankGuard.check(before, after, { who, roles: ['lab-technician'] })).toThrow(refusal);
    expect(() =>
      bankGuard.check(before, after, { who, roles: ['blood-bank'], activity: 'draw-blood-sample' }),
    ).not.toThrow();
  }
  expect(() => bankEntrance.admit(ours, new Map())).toThrow(refusal);
  expect(() => bankEntrance.admit(other, new Map())).not.toThrow();
  expect(() => bankGuard.check(other, other, { who, roles: ['nurse'] })).not.toThrow();
});
