import { foldVietnamese, identifierSystems, present } from '@lienmach/core';
import type { PersonFacts } from './person-facts.ts';

/** Searches whose union holds everybody who could be this person; each one is answered by an index. */
export interface CandidateQueries {
  readonly byNumber?: string;
  readonly byNameAndYear?: string;
  /** narrower, for a name that very many people of one year have */
  readonly byNameAndDay?: string;
}

const query = (entries: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(entries.map(([name, value]) => [name, value])).toString();

/** Commas and bars have a meaning in a FHIR search value. */
const escaped = (text: string): string => text.replace(/[\\,$|]/g, (sign) => `\\${sign}`);

function numberQuery(facts: PersonFacts): string | undefined {
  const { personalNumber, socialInsuranceNumber, patientNumber, oldNumbers } = facts;
  const numbers: (readonly [string, string | undefined])[] = [
    [identifierSystems.personalNumber, personalNumber],
    [identifierSystems.socialInsuranceNumber, socialInsuranceNumber],
    [identifierSystems.patientNumber, patientNumber],
    ...oldNumbers.map((old): readonly [string, string] => [
      old.length === 12 ? identifierSystems.personalNumber : identifierSystems.oldIdentityCard,
      old,
    ]),
  ];
  const tokens = numbers.flatMap(([system, value]) => (value === undefined ? [] : [`${system}|${escaped(value)}`]));
  return tokens.length === 0 ? undefined : query([['identifier', tokens.join(',')]]);
}

/**
 * Who carries a number that is in use by this person? Numbers that a card gave up are not asked.
 *
 * @source NĐ 102/2025/NĐ-CP, art. 6: one personal number, one person (secondary)
 */
export const holderQuery = ({ personalNumber, socialInsuranceNumber }: PersonFacts): string | undefined =>
  numberQuery(present({ personalNumber, socialInsuranceNumber, oldNumbers: [] }));

const swapped = (day: string): string => {
  const [y, m, d] = day.split('-');
  return `${y}-${d}-${m}`;
};

/**
 * Numbers; folded name with birth year (finds swapped day and month, and papers with only the year).
 *
 * @source own choice: the matching rules need nothing else (unsure)
 */
export function candidateQueries(facts: PersonFacts): CandidateQueries {
  const byNumber = numberQuery(facts);
  const { name, birthDate } = facts;
  const base = byNumber === undefined ? {} : { byNumber };
  if (name === undefined || birthDate === undefined) return base;
  const folded = escaped(foldVietnamese(name));
  const days =
    birthDate.length === 10 && Number(birthDate.slice(8)) <= 12 ? [birthDate, swapped(birthDate)] : [birthDate];
  return {
    ...base,
    byNameAndYear: query([
      ['name', folded],
      ['birthdate', birthDate.slice(0, 4)],
    ]),
    byNameAndDay: query([
      ['name', folded],
      ['birthdate', days.join(',')],
    ]),
  };
}
