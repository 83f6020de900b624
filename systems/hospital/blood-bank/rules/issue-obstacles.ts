import type { FhirError } from '@lienmach/outcome';
import { componentOf } from '../catalogs/components.ts';
import { errors } from '../errors.ts';
import { groupCode } from './blood-group.ts';
import type { Emergency } from './blood-order.ts';
import type { BloodUnit } from './blood-unit.ts';
import { fitOf } from './compatibility.ts';
import { groupToMatch, type PatientGroup } from './patient-group.ts';
import { isExpired, isSampleValid } from './time-limits.ts';

/** What a bag is judged against before it is kept for somebody, and again before it leaves. */
export interface BankQuestion {
  readonly unit: BloodUnit;
  readonly known: PatientGroup;
  readonly ageMonths: number;
  /** when the newest sample was drawn */
  readonly sampleAt: string | undefined;
  readonly emergency: Emergency | undefined;
  readonly now: Date;
}

const carriesCells = ({ component }: BloodUnit): boolean => component === 'red-cells' || component === 'whole-blood';

function groupObstacles({ unit, known, ageMonths, emergency }: BankQuestion): FhirError[] {
  const found: FhirError[] = [];
  if (known.state === 'discrepant' && emergency === undefined) found.push(errors.groupDiscrepant({ at: 'patient' }));
  const recipient = groupToMatch(known, { ageMonths, hasCells: carriesCells(unit) });
  if (fitOf(unit.component, unit.group, recipient) === 'incompatible') {
    const text = groupCode(unit.group);
    found.push(
      recipient === undefined
        ? errors.groupNotConfirmed({ at: 'unit', group: text })
        : errors.notCompatible({ at: 'unit', group: text, patient: groupCode(recipient) }),
    );
  }
  return found;
}

/**
 * Why a bag cannot be kept for a patient; empty when it can. A sample is needed before anything is kept, except where a
 * doctor has taken it without tests. The table of groups holds in an emergency too.
 *
 * @source TT 26/2013/TT-BYT, conditions of issue (exists: verified; article: unsure)
 */
export function reserveObstacles(question: BankQuestion): FhirError[] {
  const { unit, emergency, now } = question;
  const found: FhirError[] = [];
  if (unit.state !== 'available') found.push(errors.unitNotAvailable({ at: 'unit', detail: unit.state }));
  if (isExpired(unit.expires, now)) found.push(errors.unitExpired({ at: 'unit' }));
  if (emergency === undefined && !isSampleValid(question.sampleAt, now))
    found.push(errors.noValidSample({ at: 'sample' }));
  return [...found, ...groupObstacles(question)];
}

export interface IssueQuestion extends BankQuestion {
  /** on a sample that is still valid; where cells go, with antiglobulin */
  readonly isCrossmatched: boolean;
  /** a screen was positive once */
  readonly hadAntibodies: boolean;
  /** the doctor who takes cells without crossmatch although antibodies were found once */
  readonly acceptedBy: string | undefined;
}

/** Without crossmatch only an emergency lets cells out; antibodies of earlier times then need a name of their own. */
const isBlindToAntibodies = ({ unit, isCrossmatched, hadAntibodies, acceptedBy }: IssueQuestion): boolean =>
  hadAntibodies && carriesCells(unit) && !isCrossmatched && acceptedBy === undefined;

/**
 * Why a bag cannot leave; empty when it can. Judged again at the moment of issue: groups, sample and dates may have
 * changed since it was kept.
 *
 * @source TT 26/2013/TT-BYT, conditions of issue, emergency (exists: verified; article: unsure)
 */
export function issueObstacles(question: IssueQuestion): FhirError[] {
  const { unit, emergency, now } = question;
  const found: FhirError[] = [];
  if (isExpired(unit.expires, now)) found.push(errors.unitExpired({ at: 'unit' }));
  if (emergency === undefined) {
    if (!isSampleValid(question.sampleAt, now)) found.push(errors.noValidSample({ at: 'sample' }));
    const needs = componentOf(unit.component)?.crossmatch !== 'none';
    if (needs && !question.isCrossmatched) found.push(errors.noCrossmatch({ at: 'crossmatch' }));
  } else if (isBlindToAntibodies(question)) found.push(errors.antibodiesKnown({ at: 'acceptedBy' }));
  return [...found, ...groupObstacles(question)];
}
