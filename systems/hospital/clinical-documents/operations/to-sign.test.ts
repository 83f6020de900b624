import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { DiagnosticReport } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { printingRoom, releasedReport } from '../stories/released-report-for-tests.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([clinicalDocuments, printingRoom]);
});
afterEach(() => hospital.close());

interface Waiting {
  readonly count: number;
  readonly next?: string;
  readonly entry?: readonly {
    readonly report: { readonly reference: string };
    readonly patient: { readonly display?: string };
    readonly state: string;
  }[];
}

const ask = (input = {}) => hospital.as('lab-doctor').call<Waiting>('DiagnosticReport/$to-sign', undefined, input);
const waiting = async (input = {}) =>
  ((await ask(input)).entry ?? []).map(({ report, patient, state }) => [report.reference, patient.display, state]);
const sign = (report: string) => hospital.as('lab-doctor').call('DiagnosticReport/$sign-report', report);
const amend = async (reference: string, change: Partial<DiagnosticReport>) => {
  const { store } = hospital.as('tool');
  const report = await store.follow('DiagnosticReport', { reference });
  await store.update<DiagnosticReport>({ ...report, ...change });
  await hospital.settled();
};
const released = async (issued: string) =>
  `DiagnosticReport/${await releasedReport(hospital, { issued, effectiveDateTime: issued })}`;

const NAME = 'Nguyễn Thị Hoài An';

test('phiếu đã duyệt chờ ký dù đã lâu, ký rồi thì thôi, sửa rồi thì chờ ký lại, rút lại thì không chờ nữa', async () => {
  const one = `DiagnosticReport/${await releasedReport(hospital)}`;
  await releasedReport(hospital, { status: 'cancelled' });
  const old = await released('2024-01-20T08:00:00+07:00');
  expect(await waiting()).toEqual([
    [old, NAME, 'unsigned'],
    [one, NAME, 'unsigned'],
  ]);
  await sign(one);
  await sign(old);
  expect(await waiting()).toEqual([]);
  await amend(one, { status: 'corrected', issued: '2026-03-02T09:00:00+07:00' });
  expect(await waiting()).toEqual([[one, NAME, 'outdated']]);
  await sign(one);
  expect(await waiting()).toEqual([]);
  await amend(one, { status: 'corrected', issued: '2026-03-02T10:00:00+07:00' });
  await amend(one, { status: 'entered-in-error' });
  expect(await waiting()).toEqual([]);
});

test('nhiều phiếu: từng trang, phiếu duyệt lâu nhất ký trước, đếm đủ, không sót phiếu nào', async () => {
  const days = ['2025-06-01', '2026-03-02', '2023-12-31', '2026-02-20', '2024-02-29'];
  const reports = new Map<string, string>();
  for (const day of days) reports.set(day, await released(`${day}T08:00:00+07:00`));
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.count).toBe(5);
    seen.push(...(page.entry ?? []).map(({ report }) => report.reference));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toEqual(days.toSorted().map((day) => reports.get(day)));
});

test('sửa phiếu rồi ký lại ngay, phản ứng chạy sau: không bị nhắc ký lần nữa; ký không ghi lại phiếu', async () => {
  const { store } = hospital.as('tool');
  const one = `DiagnosticReport/${await releasedReport(hospital)}`;
  await sign(one);
  const report = await store.follow('DiagnosticReport', { reference: one });
  const amended = await store.update<DiagnosticReport>({
    ...report,
    status: 'corrected',
    issued: '2026-03-02T09:00:00+07:00',
  });
  await sign(one);
  await hospital.settled();
  expect(await waiting()).toEqual([]);
  const after = await store.follow('DiagnosticReport', { reference: one });
  expect(after.meta?.versionId).toBe(amended.meta?.versionId);
});
