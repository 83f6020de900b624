import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import type { DiagnosticReport, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { labQuality } from '../index.ts';
import { laboratoryDay } from './laboratory-day.ts';

test('số liệu ngày chỉ xem, không ghi (nội dung: external-verbs.test.ts)', () => {
  const { affectsState, level, resource, readsAs } = laboratoryDay.definition;
  expect([affectsState, level, resource, readsAs]).toEqual([false, 'type', ['DiagnosticReport'], ['lab-quality']]);
});

interface Figures {
  readonly specimens: number;
  readonly test?: readonly { readonly reports: number; readonly timed: number; readonly minutes: number }[];
}

test.each([
  ['nửa đêm', '2026-03-03', '2026-03-04'],
  ['cuối tháng', '2026-02-28', '2026-03-01'],
  ['cuối tháng Hai năm nhuận', '2028-02-29', '2028-03-01'],
  ['cuối năm', '2026-12-31', '2027-01-01'],
])(
  '%s: duyệt 23:59 giờ Việt Nam thuộc ngày trước, 00:01 thuộc ngày sau, ghi theo giờ nào cũng vậy',
  async (_, day, next) => {
    const hospital = await openTestHospital([labQuality]);
    const { store } = hospital.as('tool');
    const tube = await store.create<Specimen>({
      resourceType: 'Specimen',
      identifier: [{ system: identifierSystems.specimenNumber, value: '260303000001' }],
      collection: { collectedDateTime: `${day}T23:59:30+07:00` },
    });
    const order = await store.create<ServiceRequest>({
      resourceType: 'ServiceRequest',
      status: 'completed',
      intent: 'order',
      subject: { display: 'Người bệnh thử' },
      authoredOn: `${day}T23:30:00+07:00`,
    });
    const released = (issued: string) =>
      store.create<DiagnosticReport>({
        resourceType: 'DiagnosticReport',
        status: 'final',
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
        code: { coding: [{ system: codeSystems.services7603, code: '23.0075.1494' }], text: 'Glucose' },
        basedOn: [{ reference: `ServiceRequest/${order.id}` }],
        specimen: [{ reference: `Specimen/${tube.id}` }],
        issued,
      });
    await released(`${day}T00:00:00+07:00`);
    await released(`${day}T23:59:00+07:00`);
    await released(`${day}T16:59:59Z`);
    await released(`${day}T17:00:00Z`);
    await released(`${next}T00:01:00+07:00`);
    await released(`${next}T23:59:59+07:00`);
    const figures = async (date: string) => {
      const told = await hospital.as('lab-head').call<Figures>('DiagnosticReport/$laboratory-day', undefined, { date });
      return [told.specimens, told.test?.map(({ reports, timed }) => [reports, timed])];
    };
    // three of the next day have the tube before them, of the first day one
    expect([await figures(day), await figures(next)]).toEqual([
      [1, [[3, 1]]],
      [0, [[3, 3]]],
    ]);
    await hospital.close();
  },
);
