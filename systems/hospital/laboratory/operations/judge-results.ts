import { parseInstant } from '@lienmach/core';
import type { Observation, Specimen } from 'fhir/r4';
import { autoverifyReasons, type Reason } from '../rules/autoverify.ts';
import { numbersOf } from '../rules/calculated-results.ts';
import { indexChecks } from '../rules/index-checks.ts';
import { indicatorCodeOf, personOf, type ResultGround } from '../rules/lab-result.ts';
import { machineFlagsOf } from '../rules/machine-flags.ts';
import { type Hold, heldBy } from '../rules/quality-hold.ts';
import { serumIndices } from '../rules/specimen-life.ts';

const timed = (result: Observation | undefined) =>
  result?.valueQuantity?.value === undefined || result.effectiveDateTime === undefined
    ? undefined
    : { value: Number(result.valueQuantity.value), at: parseInstant(result.effectiveDateTime) };

/** Why each result of a sheet needs a person, by indicator; an empty list: it passes by itself. */
export function judgeResults(parts: {
  readonly results: readonly Observation[];
  readonly previous: ReadonlyMap<string, Observation>;
  readonly ground: ResultGround;
  readonly tube: Specimen | undefined;
  readonly holds: readonly Hold[];
}): Map<string, Reason[]> {
  const { results, previous, ground, tube, holds } = parts;
  const disagreeing = new Set(indexChecks(numbersOf(results, ground)).map(({ code }) => code));
  const judged = results.flatMap((result): (readonly [string, Reason[]])[] => {
    const indicator = ground.catalog.indicator(indicatorCodeOf(result) ?? '');
    if (indicator === undefined) return [];
    const now = timed(result);
    const before = timed(previous.get(indicator.code));
    const flag = result.interpretation?.[0]?.coding?.[0]?.code;
    const reasons = autoverifyReasons({
      indicator,
      person: personOf(ground),
      machineFlags: machineFlagsOf(result),
      indices: tube === undefined ? {} : serumIndices(tube),
      isHeld: heldBy(result, holds),
      isCollected: tube?.collection?.collectedDateTime !== undefined,
      isAgreeing: !disagreeing.has(indicator.code),
      isBound: result.valueQuantity?.comparator !== undefined,
      ...(now === undefined ? {} : now),
      ...(flag === undefined ? {} : { flag }),
      ...(before === undefined ? {} : { before }),
    });
    return [[indicator.code, reasons]];
  });
  return new Map(judged);
}
