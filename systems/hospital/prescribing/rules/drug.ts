import { parseUnitPrice, present, type UnitPrice } from '@lienmach/core';
import type { Concept } from '@lienmach/terminology';
import { errors } from '../errors.ts';

/** Letters of the national prescription types: ordinary, narcotic, psychotropic or precursor, traditional. */
export type PrescriptionType = 'C' | 'N' | 'H' | 'T';

/** A prescribable product as the catalog says it on the day of prescribing. */
export interface Drug {
  readonly code: string;
  /** as printed: the active ingredient with strength and, in brackets, the brand; several ingredients: the brand */
  readonly label: string;
  readonly ingredients: readonly { readonly code: string; readonly name: string }[];
  /** code of the claim tables (MA_THUOC) */
  readonly claimCode: string;
  readonly strength?: string;
  /** what is counted and dispensed: Viên, Gói, Lọ */
  readonly unit: string;
  /** code of the route list */
  readonly route: string;
  readonly routeName: string;
  readonly registration: string;
  readonly price: UnitPrice;
  readonly insurancePrice?: UnitPrice;
  readonly tender?: string;
  readonly costGroup: string;
  readonly scope: '1' | '2';
  /** hundredths of a percent */
  readonly insuranceRatio: number;
  readonly type: PrescriptionType;
  readonly isPoison: boolean;
  readonly isSupplement: boolean;
}

/** `controlClass` of the catalog: what the law says of the product. */
const classes: Readonly<Record<string, Pick<Drug, 'type' | 'isPoison' | 'isSupplement'>>> = {
  ordinary: { type: 'C', isPoison: false, isSupplement: false },
  poison: { type: 'C', isPoison: true, isSupplement: false },
  narcotic: { type: 'N', isPoison: true, isSupplement: false },
  psychotropic: { type: 'H', isPoison: true, isSupplement: false },
  precursor: { type: 'H', isPoison: true, isSupplement: false },
  traditional: { type: 'T', isPoison: false, isSupplement: false },
  supplement: { type: 'C', isPoison: false, isSupplement: true },
};

/**
 * What a catalog concept says about a product. Properties: `ingredient` (codes separated by `;`), `ingredientName`
 * (same order), `unit`, `route`, `price`; optional `strength`, `registration`, `insurancePrice`, `tender`, `group` (4),
 * `payRatio` (percent the insurance counts, 100; 0 is outside its list) and `controlClass` (ordinary).
 *
 * @throws errors.incompleteDrug (422) naming the property
 * @source TT 26/2025/TT-BYT, art. 6 (5): a product of one ingredient is written by its ingredient, brand in brackets (secondary)
 */
export function readDrug(concept: Concept, at: string): Drug {
  const { properties, code, display } = concept;
  const missing = (property: string) => errors.incompleteDrug({ at, drug: display, property });
  const optional = (property: string): string | undefined => String(properties[property] ?? '').trim() || undefined;
  const need = (property: string): string => {
    const value = optional(property);
    if (value === undefined) throw missing(property);
    return value;
  };
  const ingredients = readIngredients(need('ingredient'), optional('ingredientName') ?? display);
  const insurancePrice = optional('insurancePrice');
  const payRatio = optional('payRatio') ?? '100';
  if (!/^\d{1,3}$/.test(payRatio)) throw missing('payRatio');
  const control = classes[optional('controlClass') ?? 'ordinary'];
  if (control === undefined) throw missing('controlClass');
  const strength = optional('strength');
  return {
    ...present({ strength, tender: optional('tender') }),
    ...(insurancePrice === undefined ? {} : { insurancePrice: parseUnitPrice(insurancePrice, at) }),
    ...control,
    code,
    label: drugLabel(display, ingredients, strength),
    ingredients,
    claimCode: ingredients.map((each) => each.code).join('+'),
    unit: need('unit'),
    route: need('route'),
    routeName: optional('routeName') ?? '',
    registration: optional('registration') ?? code,
    price: parseUnitPrice(need('price'), at),
    costGroup: optional('group') ?? '4',
    scope: payRatio === '0' ? '2' : '1',
    insuranceRatio: Number(payRatio) * 100,
  };
}

function readIngredients(codes: string, names: string): Drug['ingredients'] {
  const nameList = names.split(';');
  return codes.split(';').map((code, index) => ({
    code: code.trim(),
    name: (nameList[index] ?? names).trim(),
  }));
}

/**
 * The ingredients of a product, as far as its concept says them; nothing else of it is needed.
 *
 * @source QĐ 7603/QĐ-BYT, annex 5: products by their active ingredients (verified in public copies)
 */
export const ingredientsOf = ({ properties, display }: Concept): Drug['ingredients'] =>
  properties.ingredient === undefined
    ? []
    : readIngredients(String(properties.ingredient), String(properties.ingredientName ?? display));

function drugLabel(display: string, ingredients: Drug['ingredients'], strength: string | undefined): string {
  const [only, second] = ingredients;
  const withStrength = (name: string) =>
    strength === undefined || name.replaceAll(' ', '').includes(strength.replaceAll(' ', ''))
      ? name
      : `${name} ${strength}`;
  if (only === undefined || second !== undefined) return withStrength(display);
  if (display.toLocaleLowerCase('vi').startsWith(only.name.toLocaleLowerCase('vi'))) return withStrength(display);
  return `${withStrength(only.name)} (${display})`;
}
