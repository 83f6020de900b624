import type { ElementDefinitionBinding } from 'fhir/r4';
import { isObject, textOf } from '../run.ts';
import type { CodingFact, ProfileRun } from './profile-run.ts';
import type { Spot } from './spot.ts';

/** Notes which codes have to be in which value set; example bindings say nothing. */
export function checkBinding({ strength, valueSet }: ElementDefinitionBinding): (spot: Spot, run: ProfileRun) => void {
  if (strength === 'example' || valueSet === undefined) return () => undefined;
  return ({ value }, run) => {
    const codings = codingsOf(value);
    if (codings.length > 0) run.pending.push({ valueSet, strength, codings, at: run.place() });
    else if (strength === 'required' && isObject(value)) run.report('noCodeGiven', { valueSet });
  };
}

/** The codes of a code, Coding, Quantity or CodeableConcept. */
function codingsOf(value: unknown): CodingFact[] {
  if (typeof value === 'string') return [{ code: value }];
  if (!isObject(value)) return [];
  const listed = Array.isArray(value.coding) ? value.coding.filter(isObject) : [value];
  return listed.flatMap(({ system, version, code, display }) =>
    typeof code === 'string'
      ? [{ system: textOf(system), version: given(version), code, display: given(display) }]
      : [],
  );
}

const given = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
