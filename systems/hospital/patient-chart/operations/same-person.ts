import { type Context, searchEach } from '@lienmach/system-kit';
import type { Patient } from 'fhir/r4';
import { ifAllowed } from './if-allowed.ts';

/** more records than this are never one person */
const MOST = 10;

const mergedWith = ({ link = [] }: Patient): string[] =>
  link.flatMap(({ type, other }) => {
    const [, id] = /^Patient\/([^/]+)$/.exec(other.reference ?? '') ?? [];
    return (type === 'replaces' || type === 'replaced-by') && id !== undefined ? [id] : [];
  });

/** Ids of all records of this person: the one asked for first, then those it was merged with, one merge after another. */
export async function samePerson(ctx: Context, patient: Patient): Promise<string[]> {
  const ids = new Set([patient.id ?? '']);
  let found = [patient];
  while (found.length > 0 && ids.size < MOST) {
    const next = found.flatMap(mergedWith).filter((id) => !ids.has(id));
    for (const id of next) ids.add(id);
    found = next.length === 0 ? [] : ((await ifAllowed(searchEach(ctx.store, 'Patient', '_id', next))) ?? []);
  }
  return [...ids];
}
