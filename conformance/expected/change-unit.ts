import { evaluate } from './values-of.ts';

type Change = (value: number) => number;

const known = new Map<string, Change | undefined>();

const numberAt = (value: number, from: string, to: string): number | undefined => {
  try {
    const [found] = evaluate(`(${value}.0 '${from}').toQuantity('${to}').value`)({ resourceType: 'Basic' });
    return found === undefined ? undefined : Number(found.value);
  } catch {
    return undefined;
  }
};

/** Amounts of one unit of UCUM in another, by the units of the fhirpath package; undefined: they measure different things. */
export function changeUnit(from: string, to: string): Change | undefined {
  const key = `${from} ${to}`;
  if (!known.has(key)) {
    const [zero, one] = [numberAt(0, from, to), numberAt(1, from, to)];
    const change: Change | undefined =
      zero === undefined || one === undefined
        ? undefined
        : (value) => Number((zero + value * (one - zero)).toPrecision(12));
    known.set(key, change);
  }
  return known.get(key);
}
