import { codeSystems, identifierSystems, identifierValue, shownAge, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Observation, Patient, Reference, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { DETERMINATION, determinationOf, hadAntibodies, isFinding, newestOf, SCREEN } from '../rules/blood-findings.ts';
import { type PatientGroup, patientGroup } from '../rules/patient-group.ts';
import { isScanOf } from '../rules/patient-scan.ts';

/** tag on samples of the blood bank */
export const SAMPLE = 'sample';
/** determinations and screens of a lifetime; samples too */
const MOST = 5000;

/** What the blood bank knows of one patient. */
export interface KnownPatient {
  readonly patient: Patient;
  readonly ageMonths: number;
  readonly findings: readonly Observation[];
  readonly known: PatientGroup;
  /** newest first */
  readonly samples: readonly Specimen[];
  /** when the newest sample was drawn */
  readonly sampleAt: string | undefined;
  readonly screen: Observation | undefined;
  /** a screen was positive once, whatever the newest says */
  readonly hadAntibodies: boolean;
}

/** Months lived; without a birth date nobody is treated as an infant. */
export function monthsOf(patient: Patient, day: string): number {
  const shown = shownAge(patient.birthDate, day);
  if (shown === undefined) return 12 * 99;
  return { a: shown.age * 12, mo: shown.age, d: 0 }[shown.unit];
}

export async function loadPatient(ctx: Context, subject: Reference | undefined): Promise<KnownPatient> {
  const patient = await ctx.store.follow('Patient', subject);
  const about = { patient: `Patient/${patient.id}` };
  const tag = (kind: string) => `${codeSystems.bloodBank}|${kind}`;
  const [all, samples] = await Promise.all([
    ctx.store.search(
      'Observation',
      new URLSearchParams({
        ...about,
        _tag: `${tag(DETERMINATION)},${tag(SCREEN)}`,
        status: 'final,amended',
      }).toString(),
      MOST,
    ),
    ctx.store.search('Specimen', new URLSearchParams({ ...about, _tag: tag(SAMPLE) }).toString(), MOST),
  ]);
  const usable = samples.filter(({ status }) => status === 'available').toSorted((a, b) => drawnAt(b) - drawnAt(a));
  return {
    patient,
    ageMonths: monthsOf(patient, toVnDay(ctx.now())),
    findings: all,
    known: patientGroup(all.filter((one) => isFinding(one, DETERMINATION)).map((one) => determinationOf(one, samples))),
    samples: usable,
    sampleAt: usable[0]?.collection?.collectedDateTime,
    screen: newestOf(all, SCREEN),
    hadAntibodies: hadAntibodies(all),
  };
}

const drawnAt = ({ collection }: Specimen): number => Date.parse(collection?.collectedDateTime ?? '1970-01-01');

/** @throws blood-bank.wrongPatient: a wristband or label of somebody else stops everything */
export function mustBePatient(scan: string, patient: Patient): void {
  if (!isScanOf(scan, identifierValue(patient, identifierSystems.patientNumber)))
    throw errors.wrongPatient({ at: "Parameters.parameter.where(name='patient')" });
}
