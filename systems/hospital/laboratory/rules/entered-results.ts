import { combine, type FhirError, isFhirError } from '@lienmach/outcome';
import type { DiagnosticReport, Quantity } from 'fhir/r4';
import { findIndicator, type LabIndicator } from '../catalogs/lab-indicators.ts';
import type { LabTest } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import { isNotMeasured, typedValue } from './typed-value.ts';

/** One value as it was typed. */
export interface TypedResult {
  readonly indicator: string;
  readonly value: string;
}

export interface ReadResult {
  readonly indicator: LabIndicator;
  /** absent: it could not be measured */
  readonly quantity: Quantity | undefined;
}

const at = (index: number, part: string): string =>
  `Parameters.parameter.where(name='result')[${index}].part.where(name='${part}')`;

function readOne(typed: TypedResult, index: number, test: LabTest, all: readonly TypedResult[]): ReadResult {
  const indicator = findIndicator(typed.indicator);
  const place = at(index, 'indicator');
  if (indicator === undefined) throw errors.unknownIndicator({ at: place, detail: typed.indicator.slice(0, 30) });
  if (!test.indicators.includes(indicator.code)) {
    throw errors.indicatorNotOrdered({ at: place, name: indicator.name, detail: test.code });
  }
  if (all.findIndex((other) => other.indicator === typed.indicator) < index) {
    throw errors.indicatorTwice({ at: place, name: indicator.name });
  }
  const quantity = isNotMeasured(typed.value) ? undefined : typedValue(typed.value, indicator, at(index, 'value'));
  return { indicator, quantity };
}

/**
 * The typed values of one test, each for an indicator of this test and once.
 *
 * @throws every obstacle at once: laboratory.nothingEntered, unknownIndicator, indicatorNotOrdered, indicatorTwice, unreadableValue
 * @source none: what may be typed follows from the catalog
 */
export function enteredResults(typed: readonly TypedResult[], test: LabTest): ReadResult[] {
  if (typed.length === 0) throw errors.nothingEntered({ at: "Parameters.parameter.where(name='result')" });
  const obstacles: FhirError[] = [];
  const read = typed.flatMap((one, index) => {
    try {
      return [readOne(one, index, test, typed)];
    } catch (thrown) {
      if (!isFhirError(thrown)) throw thrown;
      obstacles.push(thrown);
      return [];
    }
  });
  if (obstacles.length > 0) throw combine(obstacles);
  return read;
}

/**
 * A report waits for its laboratory doctor when every indicator of the test has a result, or when the bench says that
 * no more will come.
 *
 * @param known  ids of all results the report has now
 * @source none: own choice; an incomplete set must be sent on deliberately
 */
export const statusAfterEntry = (test: LabTest, known: number, isComplete: boolean): DiagnosticReport['status'] =>
  isComplete || known >= test.indicators.length ? 'preliminary' : 'partial';
