import { foldVietnamese } from '@lienmach/core';

export interface Ingredient {
  readonly code?: string | undefined;
  readonly name: string;
}

/** `Paracetamol (acetaminophen)` and `Ciprofloxacin*`: brackets and stars are remarks of the list, not of the substance. */
const bareName = (name: string): string =>
  foldVietnamese(name.replace(/\([^)]*\)|\*/g, ' '))
    .trim()
    .replace(/\s+/g, ' ');

/**
 * Is it the same substance? The national list gives one substance several codes (Amoxicilin 40.154 and 40.155), so the
 * name counts as well as the code; a missed allergy is worse than one question too many.
 *
 * @source QĐ 7603/QĐ-BYT, annex 5: codes of active ingredients (verified in public copies); the rule is our own choice (unsure)
 */
export function isSameIngredient(a: Ingredient, b: Ingredient): boolean {
  if (a.code !== undefined && a.code === b.code) return true;
  const name = bareName(a.name);
  return name !== '' && name === bareName(b.name);
}
