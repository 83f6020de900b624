import { FhirError, isFhirError } from '@lienmach/outcome';
import { parseVnDate } from './vn-date.ts';

/** Sex as cards print it, with or without marks; 1 and 2 on insurance cards. */
export function cardGender(text: string): 'male' | 'female' | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'nam' || word === '1') return 'male';
  if (word === 'nữ' || word === 'nu' || word === '2') return 'female';
  return undefined;
}

/** A birth date on a card: day and month may be zeros or missing. @throws core.notADate */
export function cardBirthDate(text: string): string {
  const trimmed = text.trim();
  const yearOnly = /^(?:00[/.-]?00[/.-]?)(\d{4})$/.exec(trimmed);
  if (yearOnly?.[1] !== undefined) return parseVnDate(yearOnly[1]);
  return parseVnDate(trimmed.replace(/^00[/.-]?(?=\d{2}[/.-]?\d{4}$)/, '').replace(/^(\d{2})(\d{4})$/, '$1/$2'));
}

/** Empty on a card is written as nothing or as a dash. */
export const filled = (text: string | undefined): string | undefined => {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  return trimmed === '' || trimmed === '-' ? undefined : trimmed;
};

/** The value a part reads to, or this refusal instead of the part's own one. */
export function readPart<T>(read: () => T, refuse: () => Error): T {
  try {
    return read();
  } catch (thrown) {
    throw isFhirError(thrown) ? refuse() : thrown;
  }
}

/** What was read, or its refusal told at the place where the whole text came from. @param at  FHIRPath of that place */
export function readAt<T>(at: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (at === undefined || !isFhirError(thrown)) throw thrown;
    throw new FhirError(thrown.outcome.issue.map((issue) => ({ ...issue, expression: [at] })));
  }
}
