import { canonicalUnit } from '../ucum/canonical-unit.ts';
import { keyText } from './key-text.ts';
import type { Range } from './resource-rows.ts';
import { sampledRange } from './sampled-data.ts';
import { decimalOf, nodeOf, quantityRange, textOf } from './values.ts';

type Emit = (range: Range, system: string, code: string) => void;

/** ISO 4217 as a system of units, for Money. */
const CURRENCY = 'urn:iso:std:iso:4217';
export const UCUM = 'http://unitsofmeasure.org';
/** In place of a system: what the store itself says about a value. Its number is -1, so that no search by system meets it. */
export const OWN = '#';

/**
 * Numbers with their unit: by its code, by the unit as it is printed, and in base units where the code is one of UCUM, so
 * that 1 g is found as 1000 mg. Sampled data are everything from their smallest to their largest value.
 *
 * @source FHIR R4 4.0.1, search.html#quantity (verified)
 */
export function quantitiesOf(type: string, value: unknown, emit: Emit): void {
  switch (type) {
    case 'Range':
      emitRange(value, emit);
      return;
    case 'Money':
      emitUnit(quantityRange(nodeOf(value)), { system: CURRENCY, code: nodeOf(value).currency }, emit);
      return;
    case 'SampledData':
      emitUnit(sampledRange(nodeOf(value)), nodeOf(nodeOf(value).origin), emit);
      return;
    case 'decimal':
    case 'integer':
    case 'positiveInt':
    case 'unsignedInt':
      emitNumber(value, emit);
      return;
    default:
      emitUnit(quantityRange(nodeOf(value)), nodeOf(value), emit);
  }
}

function emitUnit(range: Range | undefined, unit: Readonly<Record<string, unknown>>, emit: Emit): void {
  if (!range) return;
  const [system, code, printed] = [textOf(unit.system) ?? '', textOf(unit.code), textOf(unit.unit)];
  emit(range, keyText(system), keyText(code ?? printed ?? ''));
  if (code === undefined) return;
  if (printed !== undefined && printed !== code) emit(range, '', keyText(printed));
  const base = system === UCUM ? canonicalUnit(code) : undefined;
  if (base) emit({ low: base.convert(range.low), high: base.convert(range.high) }, OWN, base.code);
}

function emitNumber(value: unknown, emit: Emit): void {
  const text = decimalOf(value);
  if (text !== undefined) emit({ low: text, high: text }, '', '');
}

function emitRange(value: unknown, emit: Emit): void {
  const node = nodeOf(value);
  const [low, high] = [nodeOf(node.low), nodeOf(node.high)];
  const range = { low: decimalOf(low.value) ?? '-Infinity', high: decimalOf(high.value) ?? 'Infinity' };
  if (range.low === '-Infinity' && range.high === 'Infinity') return;
  emitUnit(range, nodeOf(node.low ?? node.high), emit);
}
