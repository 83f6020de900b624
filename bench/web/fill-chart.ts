import type { Demo } from '@lienmach/cli';
import type { Bundle } from 'fhir/r4';
import { visitBundle } from '../generate-visits.ts';
import { clinicStaff, patientOf } from '../people.ts';

/** `Practitioner/1` of `Practitioner/1/_history/1` */
const writtenAt = (answer: Bundle, index: number): string =>
  answer.entry?.[index]?.response?.location?.split('/_history')[0] ?? '';

/**
 * One patient with a long record: outpatient visits of two years, each with diagnoses, vital signs, results, prescriptions,
 * charges and a claim, until there are at least so many resources. @returns the patient's id and how many were written
 */
export async function fillChart(demo: Demo, resources: number): Promise<{ id: string; written: number }> {
  const tool = await demo.as('tool');
  const id = 'bench-long-record';
  const patient = `Patient/${id}`;
  await tool.put({ ...patientOf(11, 900_001), id });
  const post = clinicStaff().map((resource) => ({
    resource,
    request: { method: 'POST' as const, url: resource.resourceType },
  }));
  const staff = await tool.transaction({ resourceType: 'Bundle', type: 'transaction', entry: post });
  const doctors = post.slice(1).map((_, index) => writtenAt(staff, index + 1));
  const coverage = `Coverage/${id}`;
  await tool.put({
    resourceType: 'Coverage',
    id,
    status: 'active',
    beneficiary: { reference: patient },
    payor: [{ display: 'Bảo hiểm xã hội Mẫu' }],
  });
  let written = 2;
  for (let n = 0; written < resources; n += 1) {
    const context = { clinic: writtenAt(staff, 0), doctors, personNumber: 900_001, known: { patient, coverage } };
    const bundle = visitBundle(11, n, context);
    await tool.transaction(bundle);
    written += bundle.entry?.length ?? 0;
  }
  return { id, written };
}
