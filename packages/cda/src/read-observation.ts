import type { CdaSection } from './cda-document.ts';
import type { CdaAmount, CdaObservation, CdaValue } from './cda-statement.ts';
import { readConcept, readIds, readPeriod, readText } from './read-values.ts';
import { attributeOf, childOf, wordsOf, type XmlNode } from './xml-node.ts';

const NUMBER = /^[+-]?(?:\d{1,15})(?:\.\d{1,10})?$/;

const plain = (digits: string): string => digits.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1');

/** PQ, INT, REAL; a unit outside UCUM stands in a translation. */
export function readAmount(node: XmlNode | undefined): CdaAmount | undefined {
  const value = attributeOf(node, 'value');
  if (value !== undefined && NUMBER.test(value)) {
    const unit = attributeOf(node, 'unit');
    // a unit of one is no unit
    return {
      digits: plain(value),
      ...(unit === undefined || unit === '1' ? {} : { unit }),
      isUcum: unit !== undefined && unit !== '1',
    };
  }
  const other = childOf(node, 'translation');
  const told = attributeOf(other, 'value');
  if (told === undefined || !NUMBER.test(told)) return undefined;
  const unit = wordsOf(childOf(other, 'originalText'));
  return { digits: plain(told), ...(unit === '' ? {} : { unit }), isUcum: false };
}

/** An interval that is open at one end is a bound: `> 500`. */
function readBound(node: XmlNode): CdaAmount | undefined {
  const [low, high] = [childOf(node, 'low'), childOf(node, 'high')];
  const [lower, upper] = [readAmount(low), readAmount(high)];
  const isOpen = (end: XmlNode | undefined): boolean => attributeOf(end, 'inclusive') === 'false';
  if (lower !== undefined && upper === undefined) return { ...lower, comparator: isOpen(low) ? '>' : '>=' };
  if (upper !== undefined && lower === undefined) return { ...upper, comparator: isOpen(high) ? '<' : '<=' };
  return undefined;
}

const coded: ReadonlySet<string> = new Set(['CD', 'CE', 'CV', 'CO', 'CS']);

/** What stands in `value`, by its own type; what cannot be read as such is kept as words, or is nothing. */
export function readValue(node: XmlNode | undefined, words: CdaSection['words']): CdaValue | undefined {
  if (node === undefined) return undefined;
  const type = (attributeOf(node, 'xsi:type') ?? '').replace(/^.*:/, '');
  if (coded.has(type)) {
    const concept = readConcept(node, words);
    return concept.text === '' ? undefined : { concept };
  }
  const amount = type === 'IVL_PQ' ? readBound(node) : readAmount(node);
  if (amount !== undefined) return { amount };
  const text = readText(node, words) || (attributeOf(node, 'value') ?? '');
  return text === '' ? undefined : { text: text.slice(0, 4000) };
}

function readRange(node: XmlNode, words: CdaSection['words']): CdaObservation['range'] {
  const range = childOf(node, 'referenceRange', 'observationRange');
  if (range === undefined) return undefined;
  const interval = childOf(range, 'value');
  const [low, high] = [readAmount(childOf(interval, 'low')), readAmount(childOf(interval, 'high'))];
  const text = readText(childOf(range, 'text'), words);
  const made = {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(text === '' ? {} : { text: text.slice(0, 500) }),
  };
  return Object.keys(made).length === 0 ? undefined : made;
}

/** What all statements have: ids, status, time, negation. */
export function readFrame(node: XmlNode) {
  const status = attributeOf(childOf(node, 'statusCode'), 'code');
  return {
    ids: readIds(node),
    ...(status === undefined ? {} : { status }),
    ...readPeriod(childOf(node, 'effectiveTime')),
    isNegated: attributeOf(node, 'negationInd') === 'true',
  };
}

export function readObservation(node: XmlNode, { words }: CdaSection): CdaObservation {
  const concept = readConcept(childOf(node, 'code'), words);
  const named = concept.text === '' ? readText(childOf(node, 'text'), words) : concept.text;
  const value = readValue(childOf(node, 'value'), words);
  const flag = attributeOf(childOf(node, 'interpretationCode'), 'code');
  const range = readRange(node, words);
  return {
    ...readFrame(node),
    concept: { ...concept, text: named.slice(0, 500) },
    ...(value === undefined ? {} : { value }),
    ...(flag === undefined ? {} : { flag }),
    ...(range === undefined ? {} : { range }),
  };
}
