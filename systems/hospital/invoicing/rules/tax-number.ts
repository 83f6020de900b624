import { errors } from '../errors.ts';

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * A tax number of an organisation: ten digits, the last of which checks the others, and three more for a branch.
 *
 * @throws invoicing.badTaxNumber
 * @source TT 86/2024/TT-BTC, structure of tax numbers; check digit: public algorithm (from memory), recomputed on two published numbers
 */
export function parseTaxNumber(text: string, at: string): string {
  const match = /^(\d{10})(?:-?(\d{3}))?$/.exec(text.replace(/\s/g, ''));
  if (match === null) throw errors.badTaxNumber({ at });
  const [, number = '', branch] = match;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  if (10 - (sum % 11) !== Number(number[9])) throw errors.badTaxNumber({ at });
  return branch === undefined ? number : `${number}-${branch}`;
}
