import type { Observation } from 'fhir/r4';
import { calculatedResults, isCalculated, outdated, uncalculated } from '../rules/calculated-results.ts';
import type { Sheet } from './result-sheets.ts';

const referenceOf = ({ id }: Observation): string => `Observation/${id}`;

/** A result that the machine or a person told itself stands before one that could be calculated. */
const isTold = (before: Observation | undefined): boolean =>
  before !== undefined && !isCalculated(before) && before.status !== 'entered-in-error';

function isConcerned({ results }: Sheet, own: readonly Observation[], told: ReadonlySet<string>): boolean {
  if (results.size > 0) return true;
  const follows = ({ derivedFrom = [] }: Observation) => derivedFrom.some(({ reference = '' }) => told.has(reference));
  return own.some((one) => isCalculated(one) && follows(one));
}

/**
 * What follows from the results of one tube, however many orders they answer: calculated anew, or fallen where a value it
 * came from was measured again and the formula gives nothing any more.
 *
 * @param known  results of the tube as the record has them
 */
export function addCalculated(sheets: readonly Sheet[], known: readonly Observation[]): void {
  const told = sheets.flatMap(({ results }) => [...results.values()]);
  const toldReferences = new Set(told.map(referenceOf));
  const kept = known.filter((one) => one.status !== 'entered-in-error' && !toldReferences.has(referenceOf(one)));
  for (const { ground, results, ...sheet } of sheets) {
    const order = `ServiceRequest/${ground.order.id}`;
    const isOwn = (one: Observation): boolean => one.basedOn?.[0]?.reference === order;
    const own = kept.filter(isOwn);
    if (!isConcerned({ ground, results, ...sheet }, own, toldReferences)) continue;
    // where two orders measured the same, an order's own value counts
    const others = [...kept, ...told].filter((one) => !isOwn(one));
    const derived = calculatedResults([...others, ...own, ...told.filter(isOwn)], ground);
    const before = new Map(own.map((one) => [one.id, one]));
    for (const one of [...derived, ...outdated(own, derived).map(uncalculated)]) {
      const id = one.id ?? '';
      if (!results.has(id) && !isTold(before.get(id))) results.set(id, one);
    }
  }
}
