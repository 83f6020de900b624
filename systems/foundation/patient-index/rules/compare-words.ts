import { foldVietnamese } from '@lienmach/core';

/**
 * How two words of a name stand to each other. `unmarked`: one side was typed without accents; `slip`: keys of the typing
 * method were left in, letters doubled; `tone`: the same letters, but both sides carry accents and they differ; `near`: one
 * letter differs.
 */
export type WordMatch = 'same' | 'unmarked' | 'slip' | 'tone' | 'near' | 'different';

/** One word, prepared once for many comparisons. */
export interface NameWord {
  /** composed, lower case, y as i, the tone behind the word: `Hoà` and `Hòa` are one */
  readonly written: string;
  readonly folded: string;
  /** without what a typing method leaves behind */
  readonly sound: string;
  /** keys of a typing method or doubled letters were found in it */
  readonly hasResidue: boolean;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const RESIDUE = /[0-9]+|(?<=[aeiouy][a-z0-9]*)[sfrxjzw]+/g;

/**
 * @source none: Telex and VNI keys as every Vietnamese typing program has them; y and i are one as in Lý and Lí (own choice)
 */
export function nameWord(raw: string): NameWord {
  const marked = raw.toLowerCase().normalize('NFD');
  const tones = (marked.match(TONES) ?? []).join('');
  const folded = foldVietnamese(raw);
  const bare = folded.replace(RESIDUE, '').replace(/([a-z])\1+/g, '$1');
  return {
    written: `${marked.replace(TONES, '').normalize('NFC').replaceAll('y', 'i')}${tones}`,
    folded: folded.replaceAll('y', 'i'),
    sound: bare.replaceAll('y', 'i'),
    hasResidue: bare !== folded,
  };
}

/**
 * @param isPlain  one of the two names was typed without any accent
 * @source none: what happens at a desk (own choice, weights in catalogs/match-weights.ts)
 */
export function compareWords(a: NameWord, b: NameWord, isPlain: boolean): WordMatch {
  if (a.written === b.written) return 'same';
  if (a.sound === b.sound) {
    if (a.hasResidue || b.hasResidue) return 'slip';
    return isPlain ? 'unmarked' : 'tone';
  }
  return isOneLetterApart(a.sound, b.sound) ? 'near' : 'different';
}

function isOneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const [left, right] = [a.slice(start), b.slice(start)];
  if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true;
  return left.length > 1 && left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0];
}
