import type { SearchField } from '../index-plan.ts';
import type { ResourceType } from '../store-contract.ts';
import type { Condition, Scope } from './condition.ts';
import { wholeType } from './id-select.ts';
import type { Target } from './target.ts';
import { parseToken, tokenCondition } from './token-condition.ts';

/** `Patient.deceased`: of all parameters the only one whose expression also has a value where nothing is written. */
export const isDeath = (type: ResourceType, { code }: SearchField): boolean =>
  type === 'Patient' && code === 'deceased';

interface Value {
  readonly modifier: string | undefined;
  readonly values: readonly string[];
}

/**
 * `deceased=false` finds everybody of whom no death is written, also where nothing is said.
 *
 * @source FHIR R4 4.0.1, expression of Patient-deceased: `deceased.exists() and deceased != false` (verified)
 */
export function deathCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  { modifier, values }: Value,
): Condition {
  const codes = new Set(values.map((value) => parseToken(value, target.written).code));
  const isNegated = modifier === 'not';
  const [wantsDead, wantsLiving] = ['true', 'false'].map((code) => codes.has(code) !== isNegated);
  if (wantsDead && wantsLiving) return wholeType(target.number);
  if (!wantsDead && !wantsLiving) return { ...wholeType(target.number), negated: true };
  return { ...tokenCondition(scope, target, field, ['true']), ...(wantsLiving ? { negated: true } : {}) };
}
