import { localAddress, targetText } from '../expected/match-reference.ts';
import { escaped } from '../expected/split-value.ts';
import type { Found } from '../expected/values-of.ts';
import { nodeOf, textOf } from '../json.ts';
import type { Asked } from './search-cases.ts';

interface Context {
  readonly row: { readonly target?: readonly string[] };
  readonly set: { readonly base: string; find(address: string): unknown };
}

/** By type and id, by id, by type as modifier, by absolute address, by identifier, and through the target. */
export function referenceCases(found: Found, { row, set }: Context): Asked[] {
  const text = targetText(found);
  const own = text === undefined ? undefined : localAddress(text, set.base);
  const asked: Asked[] = [...byIdentifier(found)];
  if (text === undefined || text.startsWith('#')) return asked;
  if (!own) return text.includes(':') ? [...asked, ...byAddress(text)] : asked;
  const { type, id } = own;
  asked.push({ value: `${type}/${id}` });
  if (row.target?.includes(type)) asked.push({ value: id, form: 'id' });
  asked.push({ value: id, after: `:${type}`, modifier: '[type]' });
  asked.push({ value: `${set.base}/${type}/${id}`, form: 'absolute' });
  if (set.find(`${type}/${id}`)) {
    asked.push({ value: id, after: `:${type}._id`, form: 'chain' });
    if (row.target?.includes(type)) asked.push({ value: id, after: '._id', form: 'chain' });
  }
  return asked;
}

const byAddress = (text: string): Asked[] => {
  const [address = '', version] = text.split('|');
  return [
    { value: escaped(address) },
    ...(version === undefined ? [] : [{ value: escaped(text), form: 'canonical|version' }]),
  ];
};

function byIdentifier({ type, value }: Found): Asked[] {
  const { system, value: number } = nodeOf(nodeOf(value).identifier);
  if (type !== 'Reference' || textOf(number) === undefined) return [];
  const text = `${escaped(textOf(system) ?? '')}|${escaped(String(number))}`;
  return [{ value: text, after: ':identifier', modifier: 'identifier' }];
}
