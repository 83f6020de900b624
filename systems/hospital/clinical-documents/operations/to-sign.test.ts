import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { DiagnosticReport } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { printingRoom, releasedReport } from '../stories/released-report-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments, printingRoom]);
});
afterAll(() => hospital.close());

interface Waiting {
  readonly entry?: readonly {
    readonly report: { readonly reference: string };
    readonly patient: { readonly display?: string };
    readonly state: string;
  }[];
}

const waiting = async (days = 4) =>
  ((await hospital.as('lab-doctor').call<Waiting>('DiagnosticReport/$to-sign', undefined, { days })).entry ?? []).map(
    ({ report, patient, state }) => [report.reference, patient.display, state],
  );

const NAME = 'Nguyễn Thị Hoài An';

test('phiếu đã duyệt chờ ký, ký rồi thì thôi, sửa rồi thì chờ ký lại; phiếu đã lâu không nhắc', async () => {
  const one = `DiagnosticReport/${await releasedReport(hospital)}`;
  await releasedReport(hospital, { status: 'cancelled' });
  await releasedReport(hospital, { issued: '2026-02-20T08:00:00+07:00' });
  expect(await waiting()).toEqual([[one, NAME, 'unsigned']]);
  expect(await waiting(31)).toHaveLength(2);
  await hospital.as('lab-doctor').call('DiagnosticReport/$sign-report', one);
  expect(await waiting()).toEqual([]);
  const { store } = hospital.as('tool');
  const report = await store.follow('DiagnosticReport', { reference: one });
  await store.update<DiagnosticReport>({ ...report, status: 'corrected', issued: '2026-03-02T09:00:00+07:00' });
  expect(await waiting()).toEqual([[one, NAME, 'outdated']]);
});
