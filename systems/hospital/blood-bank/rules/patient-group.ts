import { type BloodGroup, sameGroup } from './blood-group.ts';
import { isDrawnApart } from './time-limits.ts';

/** One determination of a patient's group; without a group its reactions did not agree. */
export interface Determination {
  readonly id: string;
  readonly group: BloodGroup | undefined;
  readonly specimen: string;
  /** who drew the sample, and when; empty: not known */
  readonly collector: string;
  readonly drawnAt: string;
  readonly performer: string;
  readonly isMachine: boolean;
  /** FHIR instant or dateTime */
  readonly at: string;
}

export type GroupState = 'unknown' | 'single' | 'confirmed' | 'discrepant';

export interface PatientGroup {
  readonly state: GroupState;
  /** what the determinations say together; nothing when they say nothing or contradict each other */
  readonly group?: BloodGroup;
}

/** two tubes filled by one hand at one time are one drawing, and one mistake at the bed */
const isOtherDrawing = (a: Determination, b: Determination): boolean =>
  a.specimen !== b.specimen &&
  ((a.collector !== '' && b.collector !== '' && a.collector !== b.collector) || isDrawnApart(a.drawnAt, b.drawnAt));

/** two drawings, and two people at the bench unless a machine read one of them */
const isIndependent = (a: Determination, b: Determination): boolean =>
  isOtherDrawing(a, b) && (a.performer !== b.performer || a.isMachine || b.isMachine);

/**
 * What is known of a patient's group. Confirmed: two determinations on samples of two drawings, by different people (or
 * one by machine), and none that says otherwise. A contradiction, or a newest determination that could not be read, blocks until
 * a laboratory doctor strikes what was wrong or a new determination is clear.
 *
 * @source TT 26/2013/TT-BYT, grouping twice before issue (exists: verified; article: unsure); two samples and two people: practice against mix-ups of samples (secondary)
 */
export function patientGroup(determinations: readonly Determination[]): PatientGroup {
  const ordered = determinations.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const clear = ordered.filter(({ group }) => group !== undefined);
  const [first] = clear;
  if (ordered.length === 0) return { state: 'unknown' };
  if (first?.group === undefined || ordered.at(-1)?.group === undefined) return { state: 'discrepant' };
  const { group } = first;
  if (clear.some((one) => one.group !== undefined && !sameGroup(one.group, group))) return { state: 'discrepant' };
  const isConfirmed = clear.some((a, index) => clear.slice(index + 1).some((b) => isIndependent(a, b)));
  return { state: isConfirmed ? 'confirmed' : 'single', group };
}

/** under this age red cells of group O, whatever the group: the mother's antibodies are still there */
const MONTHS_OF_MOTHER = 4;

/**
 * The group by which units are chosen: only a confirmed one counts. What is not sure is treated as unknown, so that red
 * cells of group O and plasma of group AB go out.
 *
 * @source TT 26/2013/TT-BYT, emergency transfusion before the group is known (exists: verified; article: unsure); infants: practice of transfusion (secondary)
 */
export function groupToMatch(
  known: PatientGroup,
  about: { readonly ageMonths: number; readonly hasCells: boolean },
): BloodGroup | undefined {
  if (known.state !== 'confirmed' || known.group === undefined) return undefined;
  return about.hasCells && about.ageMonths < MONTHS_OF_MOTHER ? { ...known.group, abo: 'O' } : known.group;
}
