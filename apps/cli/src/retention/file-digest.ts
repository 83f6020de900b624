import { createHash } from 'node:crypto';
import type { Doomed } from '@lienmach/fhir-store';

/** One number for what a file consists of: another version of any part, one more or one less, and it is another number. */
export function fileDigest(members: readonly Doomed[]): string {
  const lines = members.map(({ type, id, version }) => `${type}/${id}/_history/${version}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
