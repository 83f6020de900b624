import { personWords, soundOf } from './person-words.ts';
import { listOf, nodeOf, textOf } from './values.ts';

/** What of a person the keys are made of; a Patient has it all, a question perhaps only some. */
export type PersonShape = Readonly<Record<string, unknown>>;

/**
 * Keys under which a record and a question about the same person meet, although one of them is written with slips: the
 * given name first, joined with parts of the birth date, with the family name, with the coded places of the addresses. Each
 * is narrow enough that a million persons leave a few hundred to look at, and none of them says who it is.
 *
 * They are index rows: the same record always gives the same keys. A change of this file needs the rows to be made again.
 */
export function personKeys(person: PersonShape): string[] {
  const [year = '', month = '', day = ''] = (textOf(person.birthDate) ?? '').slice(0, 10).split('-');
  const places = listOf(person.address).flatMap(placesOf).slice(0, 6);
  const keys = new Set<string>();
  for (const words of personWords(person.name)) {
    const family = soundOf(words[0] ?? '');
    const given = soundOf(words.at(-1) ?? '');
    const both = `${given} ${family}`;
    if (day !== '') {
      keys.add(keyOf('gd', given, year, month, day));
      keys.add(keyOf('fd', family, year, month, day));
      keys.add(keyOf('gm', both, month, day));
    }
    if (year !== '') keys.add(keyOf('gy', both, year));
    for (const place of places) keys.add(keyOf('gp', both, place));
  }
  return [...keys];
}

/** Codes that extensions of an address carry: units of administration; two characters are a province, which is too wide. */
const placesOf = (address: unknown): string[] =>
  listOf(nodeOf(address).extension).flatMap((extension) => {
    const code = textOf(nodeOf(nodeOf(extension).valueCoding).code);
    return code === undefined || code.length < 3 || code.length > 20 ? [] : [code];
  });

/** 64 bits as short text: two rounds of FNV-1a with different beginnings. */
function keyOf(kind: string, ...parts: readonly string[]): string {
  const text = [kind, ...parts].join('|');
  return hash(text, 0x811c9dc5).toString(36) + hash(text, 0x9747b28c).toString(36);
}

function hash(text: string, begin: number): number {
  let state = begin;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (state ^ (state >>> 13)) >>> 0;
}
