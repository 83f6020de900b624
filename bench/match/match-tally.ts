import { extensions } from '@lienmach/core';
import type { Bundle } from 'fhir/r4';
import type { Question } from './match-questions.ts';

/** Of one kind of question: how many, how many answered with the right record, how many wrong records were named. */
export interface KindTally {
  asked: number;
  found: number;
  /** right record among the answers at all, also as possible */
  shown: number;
  wrong: number;
}

/** A named record is one that stops the desk: certain or probable. */
const named: ReadonlySet<string | undefined> = new Set(['certain', 'probable']);

/** Counts answers by kind. */
export class MatchTally {
  readonly kinds = new Map<string, KindTally>();
  readonly missed: string[] = [];
  readonly mistaken: string[] = [];

  add(question: Question, bundle: Bundle, line: string): void {
    const { kind, answer } = question;
    const tally = this.kinds.get(kind) ?? { asked: 0, found: 0, shown: 0, wrong: 0 };
    const answers = (bundle.entry ?? []).map(({ resource, search }) => ({
      id: resource?.id,
      grade: search?.extension?.find(({ url }) => url === extensions.matchGrade)?.valueCode,
    }));
    const firm = answers.filter(({ grade }) => named.has(grade));
    const isFound = answer !== undefined && firm.some(({ id }) => id === answer);
    const wrong = firm.filter(({ id }) => id !== answer);
    tally.asked += 1;
    tally.found += isFound ? 1 : 0;
    tally.shown += answer !== undefined && answers.some(({ id }) => id === answer) ? 1 : 0;
    tally.wrong += wrong.length;
    this.kinds.set(kind, tally);
    if (answer !== undefined && !isFound) this.missed.push(line);
    for (const { id } of wrong) this.mistaken.push(`${id} for ${line}`);
  }

  sum(pick: (tally: KindTally) => number): number {
    return [...this.kinds.values()].reduce((sum, tally) => sum + pick(tally), 0);
  }
}
