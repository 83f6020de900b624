import { personWords } from './person-words.ts';

const TONES = new Map([
  ['\u0300', 1], // huyền
  ['\u0309', 2], // hỏi
  ['\u0303', 3], // ngã
  ['\u0301', 4], // sắc
  ['\u0323', 5], // nặng
]);
const MARK = /\p{M}/u;

/** Letters of the alphabet that follow their plain letter: `{` and `|` lie behind `z`. */
const letters = new Map([
  ['ă', 'a{'],
  ['â', 'a|'],
  ['đ', 'd{'],
  ['ê', 'e{'],
  ['ô', 'o{'],
  ['ơ', 'o|'],
  ['ư', 'u{'],
]);

/** One word in the order of the dictionary: letters first, then its tone. */
function wordOrder(word: string): string {
  let tone = 0;
  let kept = '';
  for (const sign of word.toLowerCase().normalize('NFD')) {
    const found = TONES.get(sign);
    if (found === undefined) kept += sign;
    else tone = found;
  }
  const composed = [...kept.normalize('NFC')].map((letter) => letters.get(letter) ?? plainLetter(letter));
  return `${composed.join('')} ${tone}`;
}

const plainLetter = (letter: string): string =>
  [...letter.normalize('NFD')].filter((sign) => !MARK.test(sign)).join('');

/**
 * Where a person stands in a list as clerks keep it: by given name, then family name, then the names between; letters in
 * the order a ă â b c d đ e ê … o ô ơ … u ư, tones in the order ngang huyền hỏi ngã sắc nặng. Texts compare byte by byte, so
 * that every engine sorts alike. Somebody without a name comes last.
 */
export function personOrder(names: unknown): string {
  const [words] = personWords(names);
  if (words === undefined) return '~';
  const [first = '', ...rest] = words;
  const given = rest.pop();
  const inOrder = given === undefined ? [first] : [given, first, ...rest];
  return inOrder.map(wordOrder).join(' ');
}
