import { withBounds } from '../expected/sampled-bounds.ts';
import { escaped } from '../expected/split-value.ts';
import type { Found } from '../expected/values-of.ts';
import { nodeOf, textOf } from '../json.ts';
import { prefixes } from './date-cases.ts';
import type { Asked } from './search-cases.ts';

/** A number that stands in the value. */
export function numberText({ value }: Found): string | undefined {
  const node = nodeOf(value);
  const number = [value, node.value, nodeOf(node.low).value, nodeOf(node.high).value].find(
    (one) => typeof one === 'number',
  );
  return number === undefined ? undefined : String(number);
}

const withPrefixes = (text: string): Asked[] => prefixes.map((prefix) => ({ value: prefix + text, prefix }));

export function numberCases(found: Found): Asked[] {
  const text = numberText(found);
  return text === undefined ? [] : [{ value: text }, ...withPrefixes(text)];
}

/** Alone, with system and code, with the unit only, and with every prefix. */
export function quantityCases(value: Found): Asked[] {
  const found = withBounds(value);
  const text = numberText(found);
  if (text === undefined) return [];
  const node = nodeOf(found.value);
  const { system, code, unit } = nodeOf(node.low ?? node.high ?? node);
  const [own, written] = [textOf(code), textOf(code) ?? textOf(unit)];
  const money = textOf(node.currency);
  return [
    { value: text },
    ...(own && textOf(system)
      ? [{ value: `${text}|${escaped(String(system))}|${escaped(own)}`, form: '|system|code' }]
      : []),
    ...(written ? [{ value: `${text}||${escaped(written)}`, form: '||code' }] : []),
    ...(money ? [{ value: `${text}|urn:iso:std:iso:4217|${money}`, form: '|system|code' }] : []),
    ...inOtherUnit(Number(text), textOf(system), own),
    ...withPrefixes(text),
  ];
}

const others: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  mg: ['g', 0.001],
  km: ['m', 1000],
  cm: ['m', 0.01],
  kg: ['g', 1000],
  a: ['mo', 12],
};

/** The same amount, and a little less, in another unit of UCUM. */
function inOtherUnit(number: number, system: string | undefined, code: string | undefined): Asked[] {
  const [unit, factor] = others[code ?? ''] ?? [];
  if (system !== 'http://unitsofmeasure.org' || unit === undefined || factor === undefined) return [];
  const same = Number((number * factor).toPrecision(12));
  const less = Number((number * factor * 0.9).toPrecision(12));
  const form = 'other unit';
  return [
    { value: `${same}|${system}|${unit}`, form },
    { value: `gt${less}|${system}|${unit}`, form },
    { value: `lt${less}|${system}|${unit}`, form },
  ];
}
