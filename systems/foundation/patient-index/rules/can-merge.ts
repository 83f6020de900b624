import { present } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { errors } from '../errors.ts';

/** What the clerk looked at before pressing the key. */
export interface SeenVersions {
  readonly source?: string;
  readonly target?: string;
}

/** Is `source` already merged into `target`? A second press of the key finds it done. */
export const isMergedInto = (source: Patient, target: Patient): boolean =>
  source.link?.some(({ type, other }) => type === 'replaced-by' && other.reference === `Patient/${target.id}`) ?? false;

/**
 * May these two records become one?
 *
 * @throws the same record twice; one of them not in use; one of them changed since it was looked at
 * @source FHIR R4 4.0.1, patient-definitions.html#Patient.link.type: a record that was replaced is not used any more (verified)
 */
export function refuseMerge(source: Patient, target: Patient, seen: SeenVersions): void {
  if (source.id === target.id) throw errors.mergeItself({ at: 'target' });
  if (source.active === false) throw errors.mergeInactive({ at: 'source' });
  if (target.active === false) throw errors.mergeInactive({ at: 'target' });
  const isChanged = (patient: Patient, version: string | undefined) =>
    version !== undefined && patient.meta?.versionId !== version;
  const at = present({
    source: isChanged(source, seen.source) ? 'source' : undefined,
    target: isChanged(target, seen.target) ? 'target' : undefined,
  });
  const changed = Object.values(at);
  if (changed.length > 0) throw errors.mergeChanged({ at: changed });
}
