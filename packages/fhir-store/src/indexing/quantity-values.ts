import { keyText } from './key-text.ts';
import type { Range } from './resource-rows.ts';
import { decimalOf, nodeOf, quantityRange, textOf } from './values.ts';

type Emit = (range: Range, system: string, code: string) => void;

/** ISO 4217 as a system of units, for Money. */
const CURRENCY = 'urn:iso:std:iso:4217';

/**
 * Numbers with their unit: code where there is one, else the unit as written. SampledData has no single value and no row.
 *
 * @source FHIR R4 4.0.1, search.html#quantity (verified)
 */
export function quantitiesOf(type: string, value: unknown, emit: Emit): void {
  switch (type) {
    case 'Range':
      emitRange(value, emit);
      return;
    case 'Money':
      emitUnit(nodeOf(value), CURRENCY, nodeOf(value).currency, emit);
      return;
    case 'SampledData':
      return;
    case 'decimal':
    case 'integer':
    case 'positiveInt':
    case 'unsignedInt':
      emitNumber(value, emit);
      return;
    default:
      emitQuantity(value, emit);
  }
}

function emitQuantity(value: unknown, emit: Emit): void {
  const node = nodeOf(value);
  emitUnit(node, textOf(node.system) ?? '', textOf(node.code) ?? node.unit, emit);
}

function emitUnit(node: Readonly<Record<string, unknown>>, system: string, code: unknown, emit: Emit): void {
  const range = quantityRange(node);
  if (range) emit(range, keyText(system), keyText(textOf(code) ?? ''));
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
  const unit = nodeOf(node.low ?? node.high);
  emit(range, keyText(textOf(unit.system) ?? ''), keyText(textOf(unit.code) ?? textOf(unit.unit) ?? ''));
}
