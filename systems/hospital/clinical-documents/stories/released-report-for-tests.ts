import { codeSystems } from '@lienmach/core';
import { defineSystem, type Operation } from '@lienmach/system-kit';
import type { TestHospital } from '@lienmach/testing';
import type { Binary, DiagnosticReport } from 'fhir/r4';
import { oddVisit } from './odd-visit.ts';

/** The page of a report comes from the laboratory: here from a room that prints its number only. */
const printResults = (meanwhile: () => Promise<void>): Operation<{ report?: string }, Binary> => ({
  definition: {
    code: 'print-results',
    title: { vi: 'In kết quả', en: 'Print results' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'report', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Binary' },
    ],
    allow: ['lab-doctor'],
  },
  async run(_ctx, _id, { report = '' }) {
    await meanwhile();
    return {
      resourceType: 'Binary',
      contentType: 'application/pdf',
      data: Buffer.from(`%PDF-1.3 ${report}`).toString('base64'),
    };
  },
});

/** @param meanwhile  what happens elsewhere while the page is printed */
export const printingRoomWhile = (meanwhile: () => Promise<void>) =>
  defineSystem({
    id: 'phong-in-thu',
    title: { vi: 'Phòng in thử', en: 'Printing room' },
    operations: [printResults(meanwhile)],
  });

export const printingRoom = printingRoomWhile(async () => {});

/** A report that the laboratory has released. @returns its id */
export async function releasedReport(hospital: TestHospital, change: Partial<DiagnosticReport> = {}): Promise<string> {
  const { store } = hospital.as('tool');
  const visit = await oddVisit(hospital);
  const [first] = await store.search('DiagnosticReport', `encounter=${visit}`);
  if (first?.id === undefined) throw new Error('no report');
  const tag = [{ system: codeSystems.labBench, code: 'released' }];
  await store.update<DiagnosticReport>({ ...first, meta: { ...first.meta, tag }, ...change });
  await hospital.settled();
  return first.id;
}

export const documentsAbout = (hospital: TestHospital, report: string) =>
  hospital.as('doctor').store.search('DocumentReference', `related=DiagnosticReport/${report}`);
