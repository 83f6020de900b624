import { fold } from '../fold.ts';
import { listOf, nodeOf, textOf } from './values.ts';

const BRACKETS = /[([{（][^)\]}）]*[)\]}）]?/gu;
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu;

/** Words of every name of a person, family name first, without nicknames in brackets; composed form, at most three names. */
export function personWords(names: unknown): string[][] {
  return listOf(names)
    .slice(0, 3)
    .map((name) => wordsOf(nodeOf(name)))
    .filter((words) => words.length > 0);
}

function wordsOf(name: Readonly<Record<string, unknown>>): string[] {
  const parts = [textOf(name.family), ...listOf(name.given).map(textOf)].filter((part) => part !== undefined);
  const text = textOf(name.text) ?? parts.join(' ');
  const plain = text.slice(0, 200).normalize('NFC').replace(BRACKETS, ' ');
  return plain.split(NO_WORD).filter((word) => word !== '');
}

const TONE_KEYS = /[0-9]+|(?<=[aeiouy][a-z0-9]*)[sfrxjzw]+/g;
const TWICE = /([a-z])\1+/g;

/**
 * How a word of a name sounds, whatever the typing method left in it: marks, undone Telex and VNI keys and doubled letters
 * are gone, and letters that are written for each other are one. `Nguyễn`, `Nguyeenx` and `Nguye6n4` are `nguien`; `Lý` and
 * `Lí` are `li`.
 */
export function soundOf(word: string): string {
  const bare = fold(word).replace(TONE_KEYS, '').replace(TWICE, '$1').replaceAll('y', 'i');
  return bare
    .replace(/^(?:tr|ch)/, 'c')
    .replace(/^x/, 's')
    .replace(/^(?:gi(?=[aeou])|z|j)/, 'd')
    .replace(/^f/, 'ph');
}
