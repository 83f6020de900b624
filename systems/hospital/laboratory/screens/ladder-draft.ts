import { type CodeChoice, isOutcomeError } from '@lienmach/ui';
import type { LadderLine } from './use-ladders.ts';

/** Somebody who can be called; the code is the reference. */
export interface Callee extends CodeChoice {
  readonly phone?: string;
}

export interface DraftStep {
  readonly key: number;
  readonly after: string;
  readonly who: Callee | undefined;
  readonly phone: string;
}

/** A ladder while it is typed. */
export interface LadderDraft {
  readonly from: string;
  readonly place: CodeChoice | undefined;
  readonly steps: readonly DraftStep[];
  readonly repeat: string;
  readonly rings: string;
}

/** as most houses begin; nothing of it counts before it is saved */
const USUAL_AFTER = '15';
const USUAL_REPEAT = '10';
const USUAL_RINGS = '3';

const emptyStep = (key: number, after: string): DraftStep => ({ key, after, who: undefined, phone: '' });

/** Begins with the ladder that is looked at: most new ones change one person of it. */
export function ladderDraft(line: LadderLine | undefined, today: string): LadderDraft {
  if (line === undefined) {
    const steps = [emptyStep(0, USUAL_AFTER)];
    return { from: today, place: undefined, steps, repeat: USUAL_REPEAT, rings: USUAL_RINGS };
  }
  const { reference, display } = line.location ?? {};
  return {
    from: line.from > today ? line.from : today,
    place: reference === undefined ? undefined : { code: reference, display: display ?? reference },
    steps: line.steps.map(({ after, who, phone }, key) => ({
      key,
      after: String(after),
      who: { code: who.reference ?? '', display: who.display ?? who.reference ?? '' },
      phone,
    })),
    repeat: String(line.repeat),
    rings: String(line.rings),
  };
}

/** One step more, later than the last by as much as that was later than the one before it. */
export function withStep(draft: LadderDraft): LadderDraft {
  const [last = 0, before = 0] = draft.steps.toReversed().map(({ after }) => minutesOf(after) ?? 0);
  const key = Math.max(-1, ...draft.steps.map((step) => step.key)) + 1;
  const after = last === 0 ? '' : String(last + (last - before));
  return { ...draft, steps: [...draft.steps, emptyStep(key, after)] };
}

/** @returns undefined for what is empty or no whole number */
export const minutesOf = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** Every field that is empty or no number, by its place in the input. */
export function gapsOf(draft: LadderDraft): ReadonlyMap<string, 'missing' | 'notNumber'> {
  const gaps = new Map<string, 'missing' | 'notNumber'>();
  const number = (at: string, text: string): void => {
    if (text.trim() === '') gaps.set(at, 'missing');
    else if (minutesOf(text) === undefined) gaps.set(at, 'notNumber');
  };
  if (draft.from === '') gaps.set('from', 'missing');
  for (const [at, { after, who }] of draft.steps.entries()) {
    number(`step[${at}].after`, after);
    if (who === undefined) gaps.set(`step[${at}].who`, 'missing');
  }
  number('repeat', draft.repeat);
  number('rings', draft.rings);
  return gaps;
}

/** as `$save-call-ladder` takes it */
export const ladderInput = ({ from, place, steps, repeat, rings }: LadderDraft) => ({
  from: { valueDate: from },
  location: place === undefined ? undefined : { valueReference: { reference: place.code } },
  step: steps.map(({ after, who, phone }) => ({
    after: minutesOf(after),
    who: { valueReference: { reference: who?.code, display: who?.display } },
    phone: phone.trim() === '' ? undefined : phone.trim(),
  })),
  repeat: minutesOf(repeat),
  rings: minutesOf(rings),
});

const isField = (at: string): boolean => /^(?:from|location|repeat|rings|step\[\d+\]\.(?:after|who))$/.test(at);

/** What was refused, by the place in the input; under `''` what is of no field. */
export function refusalsOf(error: unknown): ReadonlyMap<string, string> {
  if (!isOutcomeError(error)) return new Map();
  return new Map(error.issues.map(({ expression, text }) => [expression.find(isField) ?? '', text]));
}
