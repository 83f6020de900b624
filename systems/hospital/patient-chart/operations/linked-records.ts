import { nameText } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { Patient, PatientLink, Reference } from 'fhir/r4';
import { ifAllowed } from './if-allowed.ts';

/** Another record of the same person. */
export interface LinkedRecord {
  readonly type: PatientLink['type'];
  readonly patient: Reference;
}

/** Records that were merged into this one or into which it was merged, with the name they carry. */
export async function linkedRecords(ctx: Context, patient: Patient): Promise<LinkedRecord[]> {
  const links = (patient.link ?? []).filter(({ other }) => other.reference?.startsWith('Patient/'));
  if (links.length === 0) return [];
  const ids = links.map(({ other }) => other.reference?.split('/')[1] ?? '');
  const found = (await ifAllowed(searchEach(ctx.store, 'Patient', '_id', ids))) ?? [];
  return links.map(({ type, other }) => {
    const named = found.find(({ id }) => other.reference === `Patient/${id}`);
    return { type, patient: { reference: other.reference ?? '', display: nameText(named?.name) } };
  });
}
