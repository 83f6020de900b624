import type { Observation } from 'fhir/r4';

/** what is said, without when and in which version it was said */
function said({ meta: _meta, issued: _issued, status: _status, performer: _performer, ...rest }: Observation): string {
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b)));
}

/**
 * What has to be written so that the record holds what is told now: new parts, changed ones `amended`, parts told no more
 * `entered-in-error`. What an amendment leaves as it was is not touched.
 *
 * @source HL7 FHIR R4 4.0.1, Observation.status (verified)
 */
export function changesOf(
  before: readonly Observation[],
  now: readonly Observation[],
  isAmended: boolean,
): Observation[] {
  const known = new Map(before.map((one) => [one.id, one]));
  const ids = new Set(now.map(({ id }) => id));
  const changed = now.flatMap((one): Observation[] => {
    const earlier = known.get(one.id);
    if (earlier === undefined) return [one];
    if (isAmended && said(earlier) === said(one) && earlier.status !== 'entered-in-error') return [];
    const meta = earlier.meta === undefined ? {} : { meta: earlier.meta };
    return [{ ...one, ...meta, status: isAmended ? 'amended' : one.status }];
  });
  const gone = before.filter(({ id, status }) => !ids.has(id) && status !== 'entered-in-error');
  return [...changed, ...gone.map((one): Observation => ({ ...one, status: 'entered-in-error' }))];
}
