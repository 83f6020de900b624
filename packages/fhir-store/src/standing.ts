import { indexResource } from './indexing/index-resource.ts';
import type { ResourceRows, TokenRow } from './indexing/resource-rows.ts';
import { parseJson } from './parse-json.ts';
import { typeNumber } from './resource-types.ts';
import { carriesCode } from './search/code-limit.ts';
import { compartmentSources, securityNumber } from './search/reach-condition.ts';
import type { Limit, ResourceType, Stored } from './store-contract.ts';

/** What decides who may reach one version of a resource. */
export interface Standing {
  readonly type: ResourceType;
  readonly tokens: readonly TokenRow[];
  /** in whose compartment it is */
  readonly patients: readonly string[];
  /** codes of `meta.security` */
  readonly labels: readonly string[];
}

export function standingOf(type: ResourceType, rows: ResourceRows): Standing {
  const tokens = [...rows.token.values()];
  const labels = tokens.filter(({ param }) => param === securityNumber).map(({ code }) => code);
  return { type, tokens, labels, patients: patientsOf(type, rows) };
}

function patientsOf(type: ResourceType, rows: ResourceRows): string[] {
  if (type === 'Patient') return [rows.id];
  const patient = typeNumber('Patient');
  const sources = compartmentSources(type);
  const patients = new Set<string>();
  for (const { param, targetType, target } of rows.reference.values())
    if (targetType === patient && sources.includes(param)) patients.add(target);
  return [...patients];
}

const meet = (some: readonly string[] | undefined, others: readonly string[]): boolean =>
  some?.some((one) => others.includes(one)) ?? false;

/** Does a limit let the caller touch what stands like this? The same rule as `limitConditions`, which says it in SQL. */
export function isWithin(limit: Limit, { type, tokens, patients, labels }: Standing): boolean {
  if (typeof limit === 'string') return limit === 'all';
  if (limit.codes !== undefined && !carriesCode(type, tokens, limit.codes)) return false;
  if (limit.patients !== undefined && !meet(limit.patients, patients)) return false;
  if (meet(limit.opened, patients)) return true;
  return !meet(limit.withoutLabels, labels) && !meet(limit.withoutPatients, patients);
}

/**
 * Does this version itself lie within the limit? For superseded versions, which have no index rows: a result that was first
 * written to the wrong patient must not be read through the history of the right one. A deletion has no content to judge by.
 */
export function isVersionWithin(stored: Stored, limit: Limit): boolean {
  if (typeof limit === 'string') return limit === 'all';
  if (stored.text === '') return false;
  const rows = indexResource(stored.type, stored.id, parseJson(stored.text), stored.lastUpdated, '+00:00');
  return isWithin(limit, standingOf(stored.type, rows));
}
