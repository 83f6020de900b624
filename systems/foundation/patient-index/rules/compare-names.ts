import { compareWords, type NameWord, nameWord, type WordMatch } from './compare-words.ts';

/** A name taken apart: the given name counts first, then the family name, then what stands between. */
export interface PersonName {
  readonly family: NameWord;
  readonly given: NameWord;
  readonly middle: readonly NameWord[];
  /** no letter of it carries a mark */
  readonly isPlain: boolean;
}

/** `usual`: what agrees is only Văn or Thị. */
export type MiddleMatch = 'same' | 'usual' | 'slip' | 'fewer' | 'different' | 'none';

export interface NameMatch {
  readonly given: WordMatch;
  readonly family: WordMatch;
  readonly middle: MiddleMatch;
}

const BRACKETS = /[([{（][^)\]}）]*[)\]}）]?/gu;

/**
 * @returns undefined when there is nothing to compare; a nickname in brackets is no part of the name
 * @source none: order of Vietnamese names; nicknames as desks write them (own choice)
 */
export function readName(text: string): PersonName | undefined {
  const plain = text.slice(0, 200).normalize('NFC').replace(BRACKETS, ' ');
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/gu).filter((word) => word !== '');
  return nameOf(words);
}

function nameOf(words: readonly string[]): PersonName | undefined {
  const [family, ...rest] = words;
  if (family === undefined) return undefined;
  const given = rest.pop() ?? family;
  return {
    family: nameWord(family),
    given: nameWord(given),
    middle: rest.map(nameWord),
    isPlain: words.every((word) => /^[\x21-\x7e]*$/.test(word)),
  };
}

function compareMiddles(a: PersonName, b: PersonName): MiddleMatch {
  const [short, long] = a.middle.length <= b.middle.length ? [a.middle, b.middle] : [b.middle, a.middle];
  if (long.length === 0) return 'none';
  if (short.length === 0) return 'fewer';
  const isPlain = a.isPlain || b.isPlain;
  let at = 0;
  let worst: MiddleMatch = 'same';
  for (const word of short) {
    const found = long.slice(at).findIndex((other) => isAgreed(compareWords(word, other, isPlain)));
    if (found < 0) return 'different';
    if (compareWords(word, long[at + found] ?? word, isPlain) !== 'same') worst = 'slip';
    at += found + 1;
  }
  if (short.length < long.length) return 'fewer';
  return short.every(({ sound }) => sound === 'van' || sound === 'thi') ? 'usual' : worst;
}

const isAgreed = (match: WordMatch): boolean => match !== 'near' && match !== 'different';

/**
 * Two names, word against word.
 *
 * @source none: given name first, names between left out or added: what happens at a desk (own choice)
 */
export function compareNames(a: PersonName, b: PersonName): NameMatch {
  const isPlain = a.isPlain || b.isPlain;
  const straight: NameMatch = {
    given: compareWords(a.given, b.given, isPlain),
    family: compareWords(a.family, b.family, isPlain),
    middle: compareMiddles(a, b),
  };
  if (isAgreed(straight.given) && isAgreed(straight.family)) return straight;
  return turned(a, b, isPlain) ?? turned(b, a, isPlain) ?? straight;
}

/** `An Nguyễn Văn` or `Văn An Nguyễn` for `Nguyễn Văn An`: the same words in another order. */
function turned(a: PersonName, b: PersonName, isPlain: boolean): NameMatch | undefined {
  const [ours, theirs] = [wordsOf(a), wordsOf(b)];
  if (ours.length !== theirs.length || ours.length < 2) return undefined;
  const orders = [
    [...ours.slice(1), ...ours.slice(0, 1)],
    [...ours.slice(-1), ...ours.slice(0, -1)],
  ];
  const fits = orders.some((order) =>
    order.every((word, place) => isAgreed(compareWords(word, theirs[place] ?? word, isPlain))),
  );
  return fits ? { given: 'slip', family: 'slip', middle: ours.length > 2 ? 'usual' : 'none' } : undefined;
}

const wordsOf = ({ family, middle, given }: PersonName): NameWord[] => [family, ...middle, given];
