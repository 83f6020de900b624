import type { Limit } from '@lienmach/fhir-store';

/**
 * The rows within a limit, as far as they may be shown. A row that also names others keeps only who is within, and not what was
 * touched of them; what was asked (the rows of a batch are questions too) and from which machine is the house's own business.
 * Conditions are put to these columns, so that nothing can be found by what is not shown.
 *
 * @param values  of the statement; what the limit names is added to them
 * @returns  what stands after `from`
 */
export function auditWithin(limit: Limit, values: unknown[]): string {
  if (limit === 'all') return 'audit';
  // the log has no index of codes: a scope that asks for some of them opens nothing
  if (limit === 'none' || limit.codes !== undefined) return '(select * from audit where false) audit';
  const { patients, withoutPatients = [], opened = [] } = limit;
  const list = (ids: readonly string[]): string => `$${values.push(ids)}::text[]`;
  const refused = withoutPatients.filter((id) => !opened.includes(id));
  const others = refused.length === 0 ? '' : ` and not coalesce(patient, '{}') && ${list(refused)}`;
  if (patients === undefined) return `(select * from audit where true${others}) audit`;
  const own = list(patients);
  return `(select tx, seq, at, agent, agent_name, client, action, outcome, activity, purpose, null::text as query, null::text as address,
    array(select one from unnest(patient) as one where one = any(${own})) as patient,
    case when patient <@ ${own} and activity is distinct from 'batch' then what end as what from audit where patient && ${own}${others}) audit`;
}
