import { requiredCodes } from '@lienmach/fhir-definitions';
import { isObject, textOf } from './run.ts';

const BASE = 'http://hl7.org/fhir/ValueSet/';

/** Value sets that are too large or open to list, but whose codes have a form. */
const patterned: Readonly<Record<string, (code: string) => boolean>> = {
  [`${BASE}mimetypes`]: (code) => /^[A-Za-z0-9][\w!#$&^.+-]*(?:\/[A-Za-z0-9*][\w!#$&^.+-]*)?(?:\s*;.*)?$/.test(code),
  [`${BASE}currencies`]: (code) => currencies.has(code),
};
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Does this required value set admit the code? Undefined when nobody can say without a terminology server. */
export function codeTest(valueSet: string): ((code: string) => boolean) | undefined {
  const groups = requiredCodes(valueSet);
  if (!groups) return patterned[valueSet];
  const codes = new Set(groups.flatMap((group) => group.codes));
  return (code) => codes.has(code);
}

/** A concept or coding under a required binding: one of its codings must be in the value set. */
export function conceptTest(valueSet: string): ((concept: unknown) => boolean) | undefined {
  const groups = requiredCodes(valueSet);
  if (!groups) return undefined;
  const keys = new Set(groups.flatMap(({ system, codes }) => codes.map((code) => `${system}|${code}`)));
  return (concept) => {
    if (!isObject(concept)) return true;
    const codings = Array.isArray(concept.coding) ? concept.coding : [];
    return codings.some((coding) => isObject(coding) && keys.has(`${textOf(coding.system)}|${textOf(coding.code)}`));
  };
}
