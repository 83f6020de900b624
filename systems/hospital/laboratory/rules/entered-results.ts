import { combine, type FhirError, isFhirError } from '@lienmach/outcome';
import type { DiagnosticReport, Quantity } from 'fhir/r4';
import type { LabIndicator, ResultWord } from '../catalogs/lab-indicator.ts';
import type { LabTest } from '../catalogs/lab-test.ts';
import { errors } from '../errors.ts';
import { type LabCatalog, productCatalog } from './lab-catalog.ts';
import { isNotMeasured, typedValue, typedWord } from './typed-value.ts';

/** One value as it was typed. */
export interface TypedResult {
  readonly indicator: string;
  readonly value: string;
}

export interface ReadResult {
  readonly indicator: LabIndicator;
  /** neither quantity nor word: it could not be measured */
  readonly quantity?: Quantity;
  readonly word?: ResultWord;
}

const at = (index: number, part: string): string =>
  `Parameters.parameter.where(name='result')[${index}].part.where(name='${part}')`;

function valueRead(typed: TypedResult, indicator: LabIndicator, place: string): Omit<ReadResult, 'indicator'> {
  if (isNotMeasured(typed.value)) return {};
  if (indicator.words === undefined) return { quantity: typedValue(typed.value, indicator, place) };
  const word = typedWord(typed.value, indicator);
  if (word === undefined) throw errors.unknownWord({ at: place, name: indicator.name, words: wordsOf(indicator) });
  return { word };
}

const wordsOf = ({ words = [] }: LabIndicator): string => words.map(({ text }) => text).join(', ');

function readOne(typed: TypedResult, index: number, all: readonly TypedResult[], known: Known): ReadResult {
  const indicator = known.catalog.indicator(typed.indicator);
  const place = at(index, 'indicator');
  if (indicator === undefined) throw errors.unknownIndicator({ at: place, detail: typed.indicator.slice(0, 30) });
  if (!known.test.indicators.includes(indicator.code)) {
    throw errors.indicatorNotOrdered({ at: place, name: indicator.name, detail: known.test.code });
  }
  if (all.findIndex((other) => other.indicator === typed.indicator) < index) {
    throw errors.indicatorTwice({ at: place, name: indicator.name });
  }
  return { indicator, ...valueRead(typed, indicator, at(index, 'value')) };
}

interface Known {
  readonly test: LabTest;
  readonly catalog: LabCatalog;
}

/**
 * The typed values of one test, each for an indicator of this test and once.
 *
 * @throws every obstacle at once: laboratory.nothingEntered, unknownIndicator, indicatorNotOrdered, indicatorTwice, unreadableValue, unknownWord
 * @source none: what may be typed follows from the catalog
 */
export function enteredResults(
  typed: readonly TypedResult[],
  test: LabTest,
  catalog: LabCatalog = productCatalog,
): ReadResult[] {
  if (typed.length === 0) throw errors.nothingEntered({ at: "Parameters.parameter.where(name='result')" });
  const obstacles: FhirError[] = [];
  const read = typed.flatMap((one, index) => {
    try {
      return [readOne(one, index, typed, { test, catalog })];
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
