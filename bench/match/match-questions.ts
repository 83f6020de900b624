import { pickHardKind } from '../persons/hard-pairs.ts';
import { fullName, type GeneratedPerson, HOUSEHOLD, householdOf } from '../persons/household.ts';
import { pickVariant, variantOf, writtenDown } from '../persons/variants.ts';
import { type Random, randomOf } from '../random.ts';
import { idOf } from './id-of-person.ts';

/** Somebody at the desk. `answer`: the record that is theirs; none: nobody in the record. */
export interface Question {
  readonly kind: string;
  readonly person: GeneratedPerson;
  readonly answer?: string;
}

/** the rarest kind of a name is borne by one in some hundreds */
const TRIES = 100_000;

interface Drawn {
  readonly id: string;
  readonly person: GeneratedPerson;
}

/** The record that is asked: the first so many persons of a seed. */
interface Asked {
  readonly seed: number;
  readonly persons: number;
  readonly random: Random;
}

/** Persons of the record by chance, until one fits. */
function untilFits({ seed, persons, random }: Asked, ask: (drawn: Drawn) => Question | undefined): Question {
  const homes = Math.ceil(persons / HOUSEHOLD);
  for (let left = TRIES; left > 0; left -= 1) {
    const [home, place] = [random.whole(0, homes - 1), random.whole(0, HOUSEHOLD - 1)];
    const person = householdOf(seed, home)[place];
    const question = person && ask({ id: idOf(home, place), person });
    if (question !== undefined) return question;
  }
  throw new RangeError('no person of the record fits');
}

function matchOf(asked: Asked): Question {
  const { random } = asked;
  const kind = pickVariant(random);
  return untilFits(asked, ({ id, person }) => {
    const variant = variantOf(kind, person, random);
    return variant && { ...variant, answer: id };
  });
}

function otherOf(asked: Asked): Question {
  const { random } = asked;
  const { kind, other } = pickHardKind(random);
  return untilFits(asked, ({ person }) => {
    const another = other(person, random);
    return another && { kind, person: writtenDown(another, random) };
  });
}

/**
 * As many persons who are in the record, written down once more, as hard persons who are not. The kind is drawn first, then
 * persons until one can have it: every kind has its share, however few it applies to.
 */
export function matchQuestions(seed: number, persons: number, count: number): Question[] {
  const asked = { seed, persons, random: randomOf(seed, 77, count) };
  const each = Array.from({ length: count });
  return [...each.map(() => matchOf(asked)), ...each.map(() => otherOf(asked))];
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
