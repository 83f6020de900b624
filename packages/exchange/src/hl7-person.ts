import type { Hl7Segment } from './hl7-message.ts';
import { fhirDate } from './hl7-time.ts';

/** One repetition of a CX field: a number and who gave it. */
export interface Hl7Number {
  readonly value: string;
  /** assigning authority, by its short name and by its universal id; empty: the message does not say */
  readonly authority: string;
  readonly universal: string;
}

/** Numbers of a CX field: PID-3, MRG-1. Which of them say who somebody is, the reader decides. */
export const hl7Numbers = (segment: Hl7Segment | undefined, field: number): Hl7Number[] =>
  (segment?.repetitions(field) ?? []).map((_, at) => ({
    value: segment?.part(field, at + 1).trim() ?? '',
    authority: segment?.part(field, at + 1, 4, 1) ?? '',
    universal: segment?.part(field, at + 1, 4, 2) ?? '',
  }));

export interface Hl7Marks {
  /** the words of PID-5; compared as words, their order means nothing */
  readonly name?: string;
  readonly birthDate?: string;
}

/**
 * What PID says of a person beside the numbers; what is empty is not there.
 *
 * @throws exchange.invalidTime
 */
export function hl7Marks(segment: Hl7Segment | undefined): Hl7Marks {
  const parts = [1, 3, 2].map((part) => segment?.get(5, part).trim() ?? '').filter((part) => part !== '');
  const birthDate = fhirDate(segment?.get(7) ?? '', 'PID-7');
  return {
    ...(parts.length === 0 ? {} : { name: parts.join(' ') }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
}
