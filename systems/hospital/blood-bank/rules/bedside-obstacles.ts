import type { FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import { type Abo, aboOf } from './blood-group.ts';
import type { BloodUnit } from './blood-unit.ts';
import { fitOf } from './compatibility.ts';
import type { PatientGroup } from './patient-group.ts';
import { isCheckFresh, isExpired } from './time-limits.ts';

const needsUnitCard = ({ component }: BloodUnit): boolean => component === 'red-cells' || component === 'whole-blood';

/**
 * What the cards at the bedside say against the transfusion; empty when they agree with the label and the record. The
 * group of the patient is read anew; of the bag only where there are red cells to read.
 *
 * @source TT 26/2013/TT-BYT, ABO of patient and bag at the bedside (exists: verified; article: unsure)
 */
export function bedsideObstacles(
  read: { readonly patientAbo: string; readonly unitAbo: string | undefined },
  about: { readonly unit: BloodUnit; readonly known: PatientGroup; readonly now: Date },
): FhirError[] {
  const { unit, known, now } = about;
  const patient = aboOf(read.patientAbo);
  const bag = aboOf(read.unitAbo);
  if (patient === undefined) return [errors.cardUnread({ at: 'patientGroup' })];
  if (needsUnitCard(unit) && bag === undefined) return [errors.cardUnread({ at: 'unitGroup' })];
  const found: FhirError[] = [];
  if (isExpired(unit.expires, now)) found.push(errors.unitExpired({ at: 'unit' }));
  if (bag !== undefined && bag !== unit.group.abo)
    found.push(errors.cardDisagrees({ at: 'unitGroup', what: 'túi máu', seen: bag, known: unit.group.abo }));
  if (known.group !== undefined && known.state !== 'discrepant' && known.group.abo !== patient)
    found.push(errors.cardDisagrees({ at: 'patientGroup', what: 'người bệnh', seen: patient, known: known.group.abo }));
  if (!fitsAbo(unit, patient)) found.push(errors.notCompatible({ at: 'patientGroup', group: unit.group.abo, patient }));
  return found;
}

/** RhD is not read on a card at the bedside */
const fitsAbo = (unit: BloodUnit, patient: Abo): boolean =>
  fitOf(unit.component, { ...unit.group, rhd: 'negative' }, { abo: patient, rhd: 'negative' }) !== 'incompatible';

export interface Check {
  readonly by: string;
  readonly at: string;
}

/**
 * May the transfusion begin: two people have checked, each with their own sign-in, not longer ago than half an hour.
 *
 * @source TT 26/2013/TT-BYT, doctor and nurse check together (exists: verified; article: unsure); half an hour: own choice
 */
export const hasTwoChecks = (checks: readonly Check[], now: Date): boolean =>
  new Set(checks.filter(({ at }) => isCheckFresh(at, now)).map(({ by }) => by)).size >= 2;
