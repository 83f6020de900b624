import { compartmentParameters } from '@lienmach/fhir-definitions';
import { isHiddenParameter } from '../hidden-elements.ts';
import { typePlan } from '../index-plan.ts';
import { typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import type { WholeCompartment } from './new-scope.ts';

/**
 * `Patient/1/Observation`: what refers to the patient by one of the parameters of the compartment.
 *
 * @throws 400 for a type that the compartment does not hold
 * @source FHIR R4 4.0.1, compartmentdefinition.html, http.html#vsearch (verified)
 */
export function inCompartment(
  scope: Scope,
  type: ResourceType,
  { type: of, id, others = [] }: WholeCompartment,
): Condition {
  const { fields } = typePlan(type);
  const codes = (compartmentParameters(of)[type] ?? []).filter((code) => !isHiddenParameter(scope.reach, type, code));
  const sources = [...new Set(codes.flatMap((code) => fields.get(code)?.sources ?? []))];
  if (sources.length === 0) throw errors.notInCompartment({ type, of });
  const whose = scope.bind.value([id, ...others]);
  return {
    table: 'idx_reference',
    id: 'id',
    where: (row) =>
      `${rowsOf(row, typeNumber(type), sources)} and ${row}.target_type=${typeNumber(of)} and ${row}.target=any((select ${whose}::text[])::text[])`,
    rank: rank.chain,
  };
}
