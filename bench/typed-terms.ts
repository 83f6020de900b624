import { readFileSync } from 'node:fs';
import { fold } from '@lienmach/fhir-store';

/** Fields of one line of a CSV; quotes may hold commas and doubled quotes. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );

/** A phrase as somebody types it: its first words, at most so many letters. */
const begun = (words: readonly string[], longest: number): string =>
  words.join(' ').toLowerCase().slice(0, longest).trim();

/**
 * What a doctor might type to find diagnoses: codes, beginnings of names with accents and without, and words from the middle
 * of a name. All different, spread over the whole list.
 */
export function typedTerms(csvFile: string, wanted: number): string[] {
  const [header = '', ...lines] = readFileSync(csvFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const names = fieldsOf(header);
  const [code, name] = [names.indexOf('code'), names.indexOf('vi')];
  const terms = new Set<string>();
  const step = 97; // shares no factor with the length of a list of thousands: visits all of it in leaps
  for (let turn = 0; terms.size < wanted && turn < lines.length; turn++) {
    const fields = fieldsOf(lines[(turn * step) % lines.length] ?? '');
    const words = (fields[name] ?? '').split(/[\s,()]+/).filter((word) => word !== '');
    const forms = [
      () => (fields[code] ?? '').toLowerCase(),
      () => begun(words.slice(0, 3), 14),
      () => fold(begun(words.slice(0, 3), 14)),
      () => begun(words.slice(1, 3), 12),
      () => fold(begun([...words.slice(2, 4), ...words.slice(0, 1)], 14)),
    ];
    const term = forms[turn % forms.length]?.() ?? '';
    if (term.length >= 2) terms.add(term);
  }
  return [...terms];
}

/** Every state of the input while the term is typed. */
export const keystrokes = (term: string): string[] =>
  [...term].map((_, place, letters) => letters.slice(0, place + 1).join(''));
