import { indexResource } from './indexing/index-resource.ts';
import { parseJson } from './parse-json.ts';
import { typeNumber } from './resource-types.ts';
import { compartmentSources } from './search/reach-condition.ts';
import type { Limit, Stored } from './store-contract.ts';

/**
 * Does this version itself lie within the limit? For superseded versions, which have no index rows: a result that was first
 * written to the wrong patient must not be read through the history of the right one.
 */
export function isInReach(stored: Stored, limit: Limit): boolean {
  if (limit === 'all') return true;
  if (limit === 'none') return false;
  if (stored.type === 'Patient') return limit.patients.includes(stored.id);
  if (stored.text === '') return false;
  const patient = typeNumber('Patient');
  const sources = compartmentSources(stored.type);
  const { reference } = indexResource(stored.type, stored.id, parseJson(stored.text), stored.lastUpdated, '+00:00');
  return [...reference.values()].some(
    (row) => row.targetType === patient && sources.includes(row.param) && limit.patients.includes(row.target),
  );
}
