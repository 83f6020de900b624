import { codeSystems, extensions } from '@lienmach/core';
import type { ActivityDefinition, Extension, Reference, Task } from 'fhir/r4';
import { CRITICAL_CALL, OVERDUE } from './call-task.ts';

/** Who is called next when nobody has read a critical value back. */
export interface CallStep {
  /** minutes after the value came */
  readonly after: number;
  readonly who: Reference;
  readonly phone?: string;
}

/** What a house, or one of its wards, has declared; dated. */
export interface CallLadder {
  /** ISO day on which it begins */
  readonly from: string;
  /** `Location/…` of the ward; absent: everywhere else */
  readonly location?: string;
  readonly steps: readonly CallStep[];
  /** minutes after which the last step is called again */
  readonly repeat: number;
  /** how often the last step is called in all; then the call is overdue */
  readonly rings: number;
  /** instant and id of the record: of two of one day the one that was saved later counts */
  readonly saved?: string;
}

/** where a ladder does not say it, as none did at first */
const RINGS = 3;

export const LADDER_TITLE = 'Thang gọi báo giá trị báo động';

const stepExtension = ({ after, who, phone }: CallStep): Extension => ({
  url: 'step',
  extension: [
    { url: 'after', valuePositiveInt: after },
    { url: 'who', valueReference: who },
    ...(phone === undefined ? [] : [{ url: 'phone', valueString: phone }]),
  ],
});

const kind = { coding: [{ system: codeSystems.taskKind, code: CRITICAL_CALL }] };

/**
 * A ladder as it stands in the record: one ActivityDefinition for each; a later one takes its place on its day, one of the same day retires it.
 *
 * @source HL7 FHIR R4, ActivityDefinition (verified)
 */
export const ladderDefinition = ({ from, location, steps, repeat, rings }: CallLadder): ActivityDefinition => ({
  resourceType: 'ActivityDefinition',
  status: 'active',
  kind: 'Task',
  code: kind,
  title: LADDER_TITLE,
  effectivePeriod: { start: from },
  ...(location === undefined ? {} : { location: { reference: location } }),
  extension: [
    {
      url: extensions.callLadder,
      extension: [
        ...steps.map(stepExtension),
        { url: 'repeat', valuePositiveInt: repeat },
        { url: 'rings', valuePositiveInt: rings },
      ],
    },
  ],
});

function stepOf({ extension = [] }: Extension): CallStep[] {
  const part = (url: string) => extension.find((one) => one.url === url);
  const [after, who, phone] = [
    part('after')?.valuePositiveInt,
    part('who')?.valueReference,
    part('phone')?.valueString,
  ];
  return after === undefined || who === undefined ? [] : [{ after, who, ...(phone === undefined ? {} : { phone }) }];
}

/** @source none: reads the record */
export function readLadder(definition: ActivityDefinition): CallLadder | undefined {
  const parts = definition.extension?.find(({ url }) => url === extensions.callLadder)?.extension;
  if (parts === undefined || definition.status !== 'active') return undefined;
  const steps = parts.filter(({ url }) => url === 'step').flatMap(stepOf);
  const location = definition.location?.reference;
  return {
    from: definition.effectivePeriod?.start ?? '',
    ...(location === undefined ? {} : { location }),
    steps: steps.toSorted((a, b) => a.after - b.after),
    repeat: parts.find(({ url }) => url === 'repeat')?.valuePositiveInt ?? steps.at(-1)?.after ?? 15,
    rings: parts.find(({ url }) => url === 'rings')?.valuePositiveInt ?? RINGS,
    ...savedOf(definition),
  };
}

const savedOf = ({ id, meta }: ActivityDefinition): Pick<CallLadder, 'saved'> =>
  meta?.lastUpdated === undefined ? {} : { saved: `${new Date(meta.lastUpdated).toISOString()} ${id}` };

/** Is this ladder for the same place from the same day on? @source none: own choice */
export const isSameLadder = (one: CallLadder, other: Pick<CallLadder, 'from' | 'location'>): boolean =>
  one.from === other.from && one.location === other.location;

/** By the day on which they begin; of one day, by when they were saved. @source none: own choice */
export const bySaving = (a: CallLadder, b: CallLadder): number =>
  a.from.localeCompare(b.from) || (a.saved ?? '').localeCompare(b.saved ?? '');

/**
 * The ladder of a day: the ward's own before that of the house, of two the one that began later, of one day the one that was saved later.
 *
 * @param day  ISO day in Viet Nam on which the value came
 * @source none: own choice; which ladder there is is data of each site
 */
export function ladderOn(
  ladders: readonly CallLadder[],
  day: string,
  location: string | undefined,
): CallLadder | undefined {
  const begun = ladders.filter(({ from }) => from <= day).toSorted(bySaving);
  return (
    begun.findLast((one) => one.location !== undefined && one.location === location) ??
    begun.findLast((one) => one.location === undefined)
  );
}

/** Where a call stands: which step, and how often that step was called before; as often as the ladder says: overdue. */
export interface CallPlace {
  readonly step: number;
  readonly turn: number;
}

/**
 * Where a call that nobody has read back has to stand now. A step begins with its minute; the last one comes
 * again as often as the ladder says, and then nobody is called any more: the call is overdue, and stays open.
 *
 * @param minutes  since the value came
 * @returns undefined while the one who ordered is still the one to call
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary); the minutes are data of each site
 */
export function placeAfter({ steps, repeat, rings }: CallLadder, minutes: number): CallPlace | undefined {
  const step = steps.findLastIndex(({ after }) => minutes >= after);
  const reached = steps[step];
  if (reached === undefined) return undefined;
  const isLast = step === steps.length - 1;
  if (!isLast || repeat <= 0) return { step, turn: 0 };
  return { step, turn: Math.min(rings, Math.floor((minutes - reached.after) / repeat)) };
}

/** Was the last one called as often as the ladder says? @source none: own choice; how often is data of each site */
export const isOverdue = ({ steps, rings }: CallLadder, { step, turn }: CallPlace): boolean =>
  step === steps.length - 1 && turn >= rings;

/** @source none: reads the record */
export function placeOf({ businessStatus }: Task): CallPlace | undefined {
  const written = businessStatus?.coding?.find(({ system }) => system === codeSystems.callStep)?.code;
  const [, step, turn] = /^(\d+)\.(\d+)$/.exec(written ?? '') ?? [];
  return step === undefined || turn === undefined ? undefined : { step: Number(step), turn: Number(turn) };
}

const statusText = (name: string, { turn }: CallPlace, isLate: boolean): string => {
  if (isLate) return `Quá hạn gọi báo, lần cuối gọi ${name}`;
  return turn === 0 ? `Chuyển gọi ${name}` : `Gọi lại lần ${turn + 1}: ${name}`;
};

/**
 * The call in the hands of the next one: the Task is theirs, so it stands on their screen, and every turn is a new version that
 * rings again. Who was called when stays in its notes, and that it became overdue.
 *
 * @param at  FHIR dateTime
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary)
 */
export function handedOn(task: Task, ladder: CallLadder, place: CallPlace, at: string): Task {
  const step = ladder.steps[place.step];
  if (step === undefined) return task;
  const isLate = isOverdue(ladder, place);
  const name = step.who.display ?? step.who.reference ?? '';
  const text = `${name}${step.phone === undefined ? '' : `, ${step.phone}`}`;
  // also a call that was never on this step before its first turn was over: the round had stood still
  const isNew = task.note === undefined || placeOf(task)?.step !== place.step;
  const notes = [
    ...(isNew ? [`Quá giờ chưa ai đọc lại: chuyển gọi ${text}`] : []),
    ...(isLate ? ['Đã gọi hết thang, chưa ai đọc lại: quá hạn gọi báo'] : []),
  ];
  const codes = [`${place.step}.${place.turn}`, ...(isLate ? [OVERDUE] : [])];
  return {
    ...task,
    owner: step.who,
    businessStatus: {
      coding: codes.map((code) => ({ system: codeSystems.callStep, code })),
      text: statusText(text, place, isLate),
    },
    ...(task.note === undefined && notes.length === 0
      ? {}
      : { note: [...(task.note ?? []), ...notes.map((note) => ({ time: at, text: note }))] }),
  };
}
