/** Combining marks of the tones, their Telex key and their VNI digit. */
const tones: Readonly<Record<string, readonly [telex: string, vni: string]>> = {
  '\u0301': ['s', '1'],
  '\u0300': ['f', '2'],
  '\u0309': ['r', '3'],
  '\u0303': ['x', '4'],
  '\u0323': ['j', '5'],
};
const shapes: Readonly<Record<string, readonly [telex: string, vni: string]>> = {
  â: ['aa', 'a6'],
  ê: ['ee', 'e6'],
  ô: ['oo', 'o6'],
  ơ: ['ow', 'o7'],
  ư: ['uw', 'u7'],
  ă: ['aw', 'a8'],
  đ: ['dd', 'd9'],
};

const isUpper = (letter: string): boolean => letter !== letter.toLowerCase();

/** A word as the keys were pressed, when the typing program was off: `Nguyễn` is `Nguyeenx`, or `Nguye6n4`. */
export function undone(word: string, method: 'telex' | 'vni'): string {
  const place = method === 'telex' ? 0 : 1;
  let tone = '';
  let typed = '';
  for (const letter of word.normalize('NFC')) {
    const marks = [...letter.normalize('NFD')];
    const found = marks.find((mark) => mark in tones);
    if (found !== undefined) tone = tones[found]?.[place] ?? '';
    const bare = marks
      .filter((mark) => !(mark in tones))
      .join('')
      .normalize('NFC');
    const keys = shapes[bare.toLowerCase()]?.[place] ?? bare;
    typed += isUpper(letter) ? `${keys.slice(0, 1).toUpperCase()}${keys.slice(1)}` : keys;
  }
  return `${typed}${tone}`;
}

/** Without any mark, đ as d. */
export const unaccented = (text: string): string =>
  [...text.normalize('NFD')]
    .filter((sign) => sign < '\u0300' || sign > '\u036f')
    .join('')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');

/** The tone on the other vowel: `Hòa` and `Hoà`. */
export function movedTone(word: string): string | undefined {
  const moved = word.replace(
    /òa|óa|ỏa|õa|ọa|ùy|úy|ủy|ũy|ụy/u,
    (pair) =>
      ({ òa: 'oà', óa: 'oá', ỏa: 'oả', õa: 'oã', ọa: 'oạ', ùy: 'uỳ', úy: 'uý', ủy: 'uỷ', ũy: 'uỹ', ụy: 'uỵ' })[pair] ??
      pair,
  );
  return moved === word ? undefined : moved;
}

/** `Lý` and `Lí`: y for i after a consonant. */
export function otherI(word: string): string | undefined {
  const other = word.replace(/(?<=[bcdđghklmnpqrstvx])[yýỳỷỹỵ]$/iu, (letter) => {
    const place = 'yýỳỷỹỵ'.indexOf(letter.toLowerCase());
    return 'iíìỉĩị'[place] ?? letter;
  });
  return other === word ? undefined : other;
}
