import { escaped } from '../expected/split-value.ts';
import type { Found } from '../expected/values-of.ts';
import { listOf, nodeOf, textOf } from '../json.ts';
import type { Asked } from './search-cases.ts';

/** A token as a search writes it; the last is the plainest. */
export function tokenTexts({ type, value }: Found): string[] {
  const node = nodeOf(value);
  const pair = (system: unknown, code: unknown): string[] => {
    const text = textOf(code);
    if (text === undefined || text === '') return [];
    return [`${escaped(textOf(system) ?? '')}|${escaped(text)}`, escaped(text)];
  };
  if (type === 'CodeableConcept')
    return listOf(node.coding)
      .slice(0, 1)
      .flatMap((coding) => pair(nodeOf(coding).system, nodeOf(coding).code));
  if (type === 'Coding') return pair(node.system, node.code);
  if (type === 'Identifier') return pair(node.system, node.value);
  if (type === 'ContactPoint') return textOf(node.value) === undefined ? [] : [escaped(String(node.value))];
  return value === undefined || value === '' || typeof value === 'object' ? [] : [escaped(String(value))];
}

/** The words beside a code. */
function printed({ type, value }: Found): string | undefined {
  const node = nodeOf(value);
  if (type === 'CodeableConcept') return textOf(node.text) ?? textOf(nodeOf(listOf(node.coding)[0]).display);
  return type === 'Identifier' ? textOf(nodeOf(node.type).text) : textOf(node.display);
}

export function tokenCases(found: Found): Asked[] {
  const texts = tokenTexts(found);
  const asked: Asked[] = texts.map((value) => ({ value }));
  const [whole] = texts;
  if (whole === undefined) return asked;
  asked.push({ value: whole, after: ':not', modifier: 'not' });
  if (whole.includes('|') && !whole.startsWith('|')) asked.push({ value: `${whole.split('|')[0]}|`, form: 'system|' });
  const words = printed(found);
  if (words !== undefined && words.trim() !== '')
    asked.push({ value: escaped(words.slice(0, 12).trim()), after: ':text', modifier: 'text' });
  return [...asked, ...ofType(found)];
}

function ofType({ type, value }: Found): Asked[] {
  const node = nodeOf(value);
  const kind = nodeOf(listOf(nodeOf(node.type).coding)[0]);
  const parts = [kind.system, kind.code, node.value].flatMap((part) => textOf(part) ?? []);
  if (type !== 'Identifier' || parts.length < 3) return [];
  return [{ value: parts.map(escaped).join('|'), after: ':of-type', modifier: 'of-type' }];
}
