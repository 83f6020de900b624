import type { ResourceRows } from '../indexing/resource-rows.ts';
import { typeNumber } from '../resource-types.ts';
import { compartmentSources } from '../search/reach-condition.ts';
import type { Limit, ResourceType } from '../store-contract.ts';

/** Patients in whose compartment a resource is, by its index rows. */
export function patientsOf(type: ResourceType, rows: ResourceRows): string[] {
  if (type === 'Patient') return [rows.id];
  const patient = typeNumber('Patient');
  const sources = compartmentSources(type);
  const patients = new Set<string>();
  for (const { param, targetType, target } of rows.reference.values())
    if (targetType === patient && sources.includes(param)) patients.add(target);
  return [...patients];
}

/** Does a limit let the caller touch a resource of these patients? */
export const isInReach = (limit: Limit, patients: readonly string[]): boolean =>
  limit === 'all' || (limit !== 'none' && patients.some((patient) => limit.patients.includes(patient)));
