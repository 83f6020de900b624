import { codeSystems, extensions } from '@lienmach/core';
import type { ActivityDefinition, Extension, Reference, Task } from 'fhir/r4';
import { CRITICAL_CALL } from './call-task.ts';

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
  /** minutes after which the last step is called again, until somebody reads back */
  readonly repeat: number;
}

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
 * A ladder as it stands in the record: one ActivityDefinition for each, never changed; a later one takes its place on its day.
 *
 * @source HL7 FHIR R4, ActivityDefinition (verified)
 */
export const ladderDefinition = ({ from, location, steps, repeat }: CallLadder): ActivityDefinition => ({
  resourceType: 'ActivityDefinition',
  status: 'active',
  kind: 'Task',
  code: kind,
  title: 'Thang gọi báo giá trị báo động',
  effectivePeriod: { start: from },
  ...(location === undefined ? {} : { location: { reference: location } }),
  extension: [
    {
      url: extensions.callLadder,
      extension: [...steps.map(stepExtension), { url: 'repeat', valuePositiveInt: repeat }],
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
  };
}

/**
 * The ladder of a day: the ward's own before that of the house, of two the one that began later.
 *
 * @param day  ISO day in Viet Nam on which the value came
 * @source none: own choice; which ladder there is is data of each site
 */
export function ladderOn(
  ladders: readonly CallLadder[],
  day: string,
  location: string | undefined,
): CallLadder | undefined {
  const begun = ladders.filter(({ from }) => from <= day).toSorted((a, b) => a.from.localeCompare(b.from));
  return (
    begun.findLast((one) => one.location !== undefined && one.location === location) ??
    begun.findLast((one) => one.location === undefined)
  );
}

/** Where a call stands: which step, and how often that step was called. */
export interface CallPlace {
  readonly step: number;
  readonly turn: number;
}

/**
 * Where a call that nobody has read back has to stand now. A step begins with its minute; the last one comes again.
 *
 * @param minutes  since the value came
 * @returns undefined while the one who ordered is still the one to call
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary); the minutes are data of each site
 */
export function placeAfter({ steps, repeat }: CallLadder, minutes: number): CallPlace | undefined {
  const step = steps.findLastIndex(({ after }) => minutes >= after);
  const reached = steps[step];
  if (reached === undefined) return undefined;
  const isLast = step === steps.length - 1;
  return { step, turn: isLast && repeat > 0 ? Math.floor((minutes - reached.after) / repeat) : 0 };
}

/** @source none: reads the record */
export function placeOf({ businessStatus }: Task): CallPlace | undefined {
  const written = businessStatus?.coding?.find(({ system }) => system === codeSystems.callStep)?.code;
  const [, step, turn] = /^(\d+)\.(\d+)$/.exec(written ?? '') ?? [];
  return step === undefined || turn === undefined ? undefined : { step: Number(step), turn: Number(turn) };
}

/**
 * The call in the hands of the next one: the Task is theirs, so it stands on their screen, and every turn is a new version that
 * rings again. Who was called when stays in its notes.
 *
 * @param at  FHIR dateTime
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary)
 */
export function handedOn(task: Task, step: CallStep, place: CallPlace, at: string): Task {
  const name = step.who.display ?? step.who.reference ?? '';
  // also a call that was never on this step before its first turn was over: the round had stood still
  const isNew = task.note === undefined || placeOf(task)?.step !== place.step;
  const text = `${name}${step.phone === undefined ? '' : `, ${step.phone}`}`;
  return {
    ...task,
    owner: step.who,
    businessStatus: {
      coding: [{ system: codeSystems.callStep, code: `${place.step}.${place.turn}` }],
      text: place.turn === 0 ? `Chuyển gọi ${text}` : `Gọi lại lần ${place.turn + 1}: ${text}`,
    },
    note: [...(task.note ?? []), ...(isNew ? [{ time: at, text: `Quá giờ chưa ai đọc lại: chuyển gọi ${text}` }] : [])],
  };
}
