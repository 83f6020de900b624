import { codeSystems } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { DocumentReference } from 'fhir/r4';

/** The signed document in force of each report, by `DiagnosticReport/{id}`. */
export async function signedDocuments(
  ctx: Context,
  reports: readonly string[],
): Promise<ReadonlyMap<string, DocumentReference>> {
  const related = reports.map((id) => `DiagnosticReport/${id}`);
  const more = new URLSearchParams({ status: 'current', _tag: `${codeSystems.documentSignature}|signed` });
  const all = await searchEach(ctx.store, 'DocumentReference', 'related', related, more.toString());
  return new Map(all.flatMap((one) => (one.context?.related ?? []).map(({ reference = '' }) => [reference, one])));
}
