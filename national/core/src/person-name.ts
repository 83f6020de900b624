import type { HumanName } from 'fhir/r4';
import { errors } from './errors.ts';

const MARKS = /[̀-ͯ]/g;

/** Search key of Vietnamese text: no marks, đ as d, lower case, single blanks. `foldVietnamese('Đặng  Thị Ố')` is `dang thi o`. */
export const foldVietnamese = (text: string): string =>
  text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

const SHOUTED = /^[^\p{Ll}]*$/u;

/**
 * A name as it is shown: NFC, single blanks, each word with a capital when the source shouted or whispered.
 *
 * @throws core.nameEmpty, core.nameUnreadable (control characters, digits, more than 100 characters)
 * @source NĐ 123/2015/NĐ-CP and Luật Hộ tịch: names of citizens hold no digits or signs (from memory)
 */
export function displayName(raw: string, at?: string): string {
  const where = at === undefined ? {} : { at };
  const name = raw.slice(0, 400).normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') throw errors.nameEmpty(where);
  if (raw.length > 400 || name.length > 100 || !/^[\p{L}\p{M}'’.\- ]+$/u.test(name)) throw errors.nameUnreadable(where);
  const oneCase = SHOUTED.test(name) || name === name.toLowerCase();
  return oneCase ? name.toLowerCase().replace(/(?<=^|[ '’-])\p{L}/gu, (first) => first.toUpperCase()) : name;
}

/**
 * FHIR name of a Vietnamese person: family name first, given name last.
 *
 * @throws core.nameEmpty, core.nameUnreadable
 * @source VN Core 0.6.0, Patient.name.text is what the claim shows (verified); order of the parts: custom (from memory)
 */
export function personName(raw: string, at?: string): HumanName {
  const text = displayName(raw, at);
  const [first = '', ...rest] = text.split(' ');
  return rest.length === 0
    ? { use: 'official', text, given: [first] }
    : { use: 'official', text, family: first, given: rest };
}

/** The full name of a person as it is shown, wherever the record keeps it. */
export function nameText(names: readonly HumanName[] | undefined): string {
  const name = names?.find((entry) => entry.use === 'official') ?? names?.[0];
  return name?.text ?? [name?.family, ...(name?.given ?? [])].filter(Boolean).join(' ');
}
