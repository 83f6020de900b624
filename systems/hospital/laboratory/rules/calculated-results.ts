import { codeSystems } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { calculatedValue, type Formula, findFormula, inrOf, type Measured } from './calculated.ts';
import { indicatorCodeOf, personOf, type ResultGround, reading, resultFrame } from './lab-result.ts';

/** A decimal as it was written (`4.20`) or as a number. */
const plain = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null && 'rawJSON' in value ? value.rawJSON : value);

/** A plain number that may be calculated with: no bound, told or released, in the unit of the catalog. */
function numberOf({ valueQuantity, status }: Observation, { catalog }: ResultGround, code: string): number | undefined {
  if (status === 'cancelled' || status === 'entered-in-error') return undefined;
  if (valueQuantity?.value === undefined || valueQuantity.comparator !== undefined) return undefined;
  return valueQuantity.code === catalog.indicator(code)?.ucum ? plain(valueQuantity.value) : undefined;
}

/** Numbers of results by indicator. @source none: shape of an input */
export const numbersOf = (results: readonly Observation[], ground: ResultGround): Measured =>
  Object.fromEntries(
    results.flatMap((result) => {
      const code = indicatorCodeOf(result);
      return code === undefined ? [] : [[code, numberOf(result, ground, code)]];
    }),
  );

const CALCULATED = 'Tính toán';

/** Did a formula give this value? @source none: shape of the record */
export const isCalculated = ({ method }: Observation): boolean => method?.text === CALCULATED;

interface Derived {
  readonly indicator: LabIndicator;
  readonly value: number;
  readonly text: string;
  readonly inputs: readonly string[];
}

function calculated(code: string, values: Measured, ground: ResultGround): Derived | undefined {
  const indicator = ground.catalog.indicator(code);
  const formula: Formula | undefined = findFormula(code);
  if (indicator === undefined || formula === undefined) return undefined;
  const value = calculatedValue(formula, values, personOf(ground), indicator.decimals ?? 2);
  return value === undefined ? undefined : { indicator, value, text: formula.text, inputs: formula.inputs };
}

/** INR where the site says which thromboplastin is in use and the machine told only seconds. */
function inr(values: Measured, { catalog, test }: ResultGround): Derived | undefined {
  const indicator = catalog.indicator('INR');
  const { PT: seconds, INR: told } = values;
  if (indicator?.reagent === undefined || seconds === undefined || told !== undefined) return undefined;
  const value = test.indicators.includes('INR') ? inrOf(seconds, indicator.reagent) : undefined;
  const { isi, meanNormal } = indicator.reagent;
  const text = `(PT / ${meanNormal})^${isi}`.replaceAll('.', ',');
  return value === undefined ? undefined : { indicator, value, text, inputs: ['PT'] };
}

function observationOf(
  { indicator, value, text, inputs }: Derived,
  results: readonly Observation[],
  ground: ResultGround,
) {
  const quantity = { value, unit: indicator.unit, system: codeSystems.ucum, code: indicator.ucum };
  const from = results.filter((result) => inputs.includes(indicatorCodeOf(result) ?? ''));
  return {
    ...resultFrame(indicator, ground, ground.collectedAt ?? ground.now.toISOString()),
    method: { text: CALCULATED },
    note: [{ text }],
    derivedFrom: from.map(({ id }) => ({ reference: `Observation/${id}` })),
    ...reading(quantity, indicator, personOf(ground)),
  };
}

/**
 * The calculated results of one test, each with its formula in words and what it was calculated from.
 *
 * @param results  of this test and of the others of the same tube
 * @source none: the formulas name theirs
 */
export function calculatedResults(results: readonly Observation[], ground: ResultGround): Observation[] {
  // an INR that was calculated before is no INR that the machine told
  const told = results.filter((one) => !(isCalculated(one) && indicatorCodeOf(one) === 'INR'));
  const values = numbersOf(told, ground);
  const found = [
    ...(ground.test.calculated ?? []).map((code) => calculated(code, values, ground)),
    inr(values, ground),
  ];
  return found.flatMap((one) => (one === undefined ? [] : [observationOf(one, results, ground)]));
}

/**
 * Calculated results whose formula gives nothing any more: a value they came from was changed or could not be measured.
 *
 * @param before   results of the report that stay
 * @param derived  what the formulas give now
 * @source none: a calculated value stands only with what it was calculated from
 */
export function outdated(before: readonly Observation[], derived: readonly Observation[]): Observation[] {
  const ids = new Set(derived.map(({ id }) => id));
  return before.filter(
    (one) =>
      isCalculated(one) && one.valueQuantity !== undefined && one.status !== 'entered-in-error' && !ids.has(one.id),
  );
}

const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** The same result without its value, and that it cannot be calculated. @source none: shape of the record */
export function uncalculated(result: Observation): Observation {
  const { valueQuantity: _value, interpretation: _flag, ...rest } = result;
  return {
    ...rest,
    status: 'cancelled',
    dataAbsentReason: { coding: [{ system: ABSENT, code: 'error' }], text: 'Không tính được' },
  };
}
