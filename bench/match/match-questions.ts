import { hardPairOf } from '../persons/hard-pairs.ts';
import { fullName, type GeneratedPerson, HOUSEHOLD, householdOf } from '../persons/household.ts';
import { variantOf, writtenDown } from '../persons/variants.ts';
import { randomOf } from '../random.ts';
import { idOf } from './load-persons.ts';

/** Somebody at the desk. `answer`: the record that is theirs; none: nobody in the record. */
export interface Question {
  readonly kind: string;
  readonly person: GeneratedPerson;
  readonly answer?: string;
}

/** As many persons who are in the record, written down once more, as hard persons who are not. */
export function matchQuestions(seed: number, persons: number, count: number): Question[] {
  const random = randomOf(seed, 77, count);
  const matches: Question[] = [];
  const others: Question[] = [];
  while (matches.length < count || others.length < count) {
    const home = random.whole(0, Math.ceil(persons / HOUSEHOLD) - 1);
    const place = random.whole(0, HOUSEHOLD - 1);
    const person = householdOf(seed, home)[place];
    if (person === undefined) continue;
    const variant = variantOf(person, random);
    if (variant !== undefined && matches.length < count) matches.push({ ...variant, answer: idOf(home, place) });
    const other = hardPairOf(person, random);
    if (other !== undefined && others.length < count) {
      others.push({ kind: other.kind, person: writtenDown(other.person, random) });
    }
  }
  return [...matches, ...others];
}

/** For a look at what went wrong. */
export const questionLine = ({ kind, person, answer }: Question): string =>
  [
    kind,
    answer ?? 'nobody',
    fullName(person),
    person.born,
    person.sex,
    person.personalNumber,
    person.socialNumber,
    person.phone,
    person.commune,
  ]
    .map((part) => part ?? '-')
    .join(' | ');
