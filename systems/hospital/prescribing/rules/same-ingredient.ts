import { foldVietnamese } from '@lienmach/core';

export interface Ingredient {
  readonly code?: string | undefined;
  readonly name: string;
}

/**
 * One way of writing for `Amoxicillin` and `Amoxicilin`, `Codeine` and `Codein`, `Cephalexin` and `Cefalexin`.
 *
 * @source none: our own way of comparing names
 */
export const spelled = (text: string): string =>
  foldVietnamese(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/ch(?=[lr])/g, 'c')
    .replace(/y/g, 'i')
    .replace(/\baxit\b/g, 'acid')
    .replace(/([a-z])\1+/g, '$1')
    .replace(/(?<=[a-z]{3})e\b/g, '')
    .trim();

/** `Paracetamol (acetaminophen)` and `Ciprofloxacin*`: brackets and stars are remarks of the list, not of the substance. */
const withoutRemarks = (name: string): string => name.replace(/\([^)]*\)|\*/g, ' ');

/** The substances of `Vitamin B1 + B6 + B12`, each written one way. */
const substances = (name: string): string[] =>
  withoutRemarks(name)
    .split(/[+;/]| và /i)
    .map(spelled)
    .filter((one) => /[a-z]/.test(one));

/**
 * Is it the same substance, or have two combinations one in common? The national list gives one substance several codes
 * (Amoxicilin 40.154 and 40.155), so the name counts as well as the code; a missed allergy is worse than one question
 * too many.
 *
 * @source QĐ 7603/QĐ-BYT, annex 5: codes of active ingredients (verified in public copies); the rule is our own choice (unsure)
 */
export function isSameIngredient(a: Ingredient, b: Ingredient): boolean {
  if (a.code !== undefined && a.code === b.code) return true;
  const theirs = substances(b.name);
  return substances(a.name).some((one) => theirs.includes(one));
}

/** Too common in drug names to mean one substance. */
const common = new Set(
  'acetat bromid calci citrat clorid fosfat hidroclorid khong magnesi maleat natri nhieu nitrat sulfat tartrat truien'.split(
    ' ',
  ),
);
const SHORTEST = 5;
const isTelling = (word: string): boolean => word.length >= SHORTEST && /^[a-z]+$/.test(word) && !common.has(word);
const words = (text: string): string[] => spelled(text).split(' ').filter(isTelling);

/**
 * Does what somebody wrote about an allergy sound like this drug? `Dị ứng Augmentin, nổi mẩn` and the brand on the label,
 * `penicillin` and Benzylpenicilin, `acetaminophen` and its remark in the list. A likeness is a question to the
 * prescriber, not proof.
 *
 * @param written  the words of the allergy
 * @param names    label and ingredients of the drug, as the catalog writes them
 * @source own choice: free text is matched by words of at least five letters (unsure)
 */
export function soundsLike(written: string, names: readonly string[]): boolean {
  const told = words(written);
  const known = names.flatMap(words);
  return told.some((one) => known.some((other) => other.includes(one) || one.includes(other)));
}
