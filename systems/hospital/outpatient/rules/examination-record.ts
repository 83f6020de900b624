import {
  chargeItem,
  codeSystems,
  dischargeDiagnoses,
  extensions,
  icd10Of,
  identifierSystems,
  readCharge,
  vnDiagnosis,
  withExtension,
} from '@lienmach/core';
import type {
  BundleEntry,
  ChargeItem,
  ClinicalImpression,
  Condition,
  Encounter,
  EncounterDiagnosis,
  Observation,
  Reference,
  Task,
} from 'fhir/r4';
import { urnUuid, writeEntry } from './bundle-entries.ts';

export type NarrativePart = 'history' | 'pastHistory' | 'examination';
export const narrativeParts: readonly NarrativePart[] = ['history', 'pastHistory', 'examination'];

/** One coded disease of the visit, looked up; `text` is what the doctor wrote. */
export interface CodedDisease {
  readonly code: string;
  readonly display: string;
  readonly text?: string;
}

/** What the doctor recorded now; what is absent stays as it was. */
export interface Examination {
  readonly history?: string;
  readonly pastHistory?: string;
  readonly examination?: string;
  readonly conclusion?: string;
  readonly treatment?: string;
  readonly arrivalDiagnosis?: string;
  /** parts that were taken back: what was said there is an error now */
  readonly cleared?: readonly NarrativePart[];
  /** main disease first; empty: not given */
  readonly diseases: readonly CodedDisease[];
}

/** The visit as it stands. */
export interface VisitUnderExamination {
  readonly encounter: Encounter;
  readonly conditions: readonly Condition[];
  readonly note?: ClinicalImpression;
  readonly observations: readonly Observation[];
  readonly charge?: ChargeItem;
  readonly task?: Task;
  readonly doctor: Reference;
  /** FHIR dateTime */
  readonly now: string;
}

const parts = [
  { key: 'history', loinc: '10164-2', display: 'History of Present illness Narrative', vi: 'Bệnh sử' },
  { key: 'pastHistory', loinc: '11348-0', display: 'History of Past illness Narrative', vi: 'Tiền sử' },
  { key: 'examination', loinc: '29545-1', display: 'Physical findings Narrative', vi: 'Khám' },
] as const;

const ROLE = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';
const WRONG = 'entered-in-error';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';

const loincOf = (observation: Observation): string | undefined =>
  observation.code.coding?.find(({ system }) => system === codeSystems.loinc)?.code;

/** A resource of the bundle and what others in it call it. */
interface Placed<R> {
  readonly resource: R;
  readonly url: string;
}

const placed = <R extends { resourceType: string; id?: string | undefined }>(resource: R, n: number): Placed<R> => ({
  resource,
  url: resource.id === undefined ? urnUuid(n) : `${resource.resourceType}/${resource.id}`,
});

function narratives(exam: Examination, visit: VisitUnderExamination): Placed<Observation>[] {
  return parts.flatMap(({ key, loinc, display, vi }, index) => {
    const text = exam[key];
    const known = visit.observations.find((observation) => loincOf(observation) === loinc);
    const isTakenBack = known !== undefined && known.status !== WRONG && exam.cleared?.includes(key);
    if (text === undefined && isTakenBack) return [placed<Observation>({ ...known, status: WRONG }, 20 + index)];
    if (text === undefined) return [];
    const resource: Observation = {
      ...(known ?? {}),
      resourceType: 'Observation',
      status: known === undefined ? 'final' : 'amended',
      code: { coding: [{ system: codeSystems.loinc, code: loinc, display }], text: vi },
      ...(visit.encounter.subject ? { subject: visit.encounter.subject } : {}),
      encounter: { reference: `Encounter/${visit.encounter.id}` },
      effectiveDateTime: visit.now,
      performer: [visit.doctor],
      valueString: text,
    };
    return [placed(resource, 20 + index)];
  });
}

const isCleared = ({ cleared = [] }: Examination, loinc: string | undefined): boolean =>
  parts.some((part) => part.loinc === loinc && cleared.includes(part.key));

/** The note that the insurer and the summary read: all parts in one text, the conclusion also as a finding. */
function clinicalNote(
  exam: Examination,
  visit: VisitUnderExamination,
  said: readonly Placed<Observation>[],
): ClinicalImpression {
  const { note, observations, encounter } = visit;
  const conclusion = exam.conclusion ?? note?.finding?.[0]?.itemCodeableConcept?.text;
  const before = observations.filter((one) => one.status !== WRONG && !isCleared(exam, loincOf(one)));
  const lines = parts.flatMap(({ key, loinc, vi }) => {
    const text = exam[key] ?? before.find((one) => loincOf(one) === loinc)?.valueString;
    return text === undefined ? [] : [`${vi}: ${text}`];
  });
  const items = new Map([
    ...before.map((one): [string | undefined, string] => [loincOf(one), `Observation/${one.id}`]),
    ...said
      .filter(({ resource }) => resource.status !== WRONG)
      .map(({ resource, url }): [string | undefined, string] => [loincOf(resource), url]),
  ]);
  const reference = [...items]
    .filter(([code]) => parts.some(({ loinc }) => loinc === code))
    .map(([, url]) => ({ reference: url }));
  const text = [...lines, ...(conclusion === undefined ? [] : [`Kết luận: ${conclusion}`])];
  return {
    ...(note ?? {}),
    resourceType: 'ClinicalImpression',
    status: 'completed',
    code: { coding: [{ system: codeSystems.clinicalNote, code: 'examination' }], text: 'Khám bệnh' },
    subject: encounter.subject ?? {},
    encounter: { reference: `Encounter/${encounter.id}` },
    effectiveDateTime: note?.effectiveDateTime ?? visit.now,
    date: visit.now,
    assessor: visit.doctor,
    ...(reference.length > 0 ? { investigation: [{ code: { text: 'Hỏi bệnh và khám' }, item: reference }] } : {}),
    ...(text.length > 0 ? { summary: text.join('\n') } : {}),
    ...(conclusion === undefined ? {} : { finding: [{ itemCodeableConcept: { text: conclusion } }] }),
  };
}

const role = (code: 'AD' | 'DD') => ({ coding: [{ system: ROLE, code }] });

const condition = (visit: VisitUnderExamination, code: Condition['code'], known?: Condition): Condition => ({
  ...(known ?? {}),
  resourceType: 'Condition',
  ...(code?.coding === undefined ? {} : { meta: { ...known?.meta, profile: [vnDiagnosis.url] } }),
  verificationStatus: { coding: [{ system: VERIFICATION, code: 'confirmed' }] },
  category: [{ coding: [{ system: CATEGORY, code: 'encounter-diagnosis' }] }],
  ...(code === undefined ? {} : { code }),
  subject: visit.encounter.subject ?? {},
  encounter: { reference: `Encounter/${visit.encounter.id}` },
  recordedDate: known?.recordedDate ?? visit.now,
  recorder: visit.doctor,
  asserter: visit.doctor,
});

/** Diagnoses of the visit after this examination: the same code keeps its Condition, a dropped one is marked as an error. */
function diagnoses(exam: Examination, visit: VisitUnderExamination) {
  const { encounter, conditions } = visit;
  const known = dischargeDiagnoses(encounter, conditions);
  const others = (encounter.diagnosis ?? []).filter(({ use }) => !use?.coding?.some(({ code }) => code === 'DD'));
  const discharge = exam.diseases.map(({ code, display, text }, index) => {
    const same = known.find((one) => icd10Of(one) === code);
    const traditional = (same?.code?.coding ?? []).filter(({ system }) => system !== codeSystems.icd10);
    const coding = [{ system: codeSystems.icd10, code, display }, ...traditional];
    return placed(condition(visit, { coding, text: text ?? display }, same), 40 + index);
  });
  const dropped =
    exam.diseases.length === 0 ? [] : known.filter((one) => !discharge.some(({ resource }) => resource.id === one.id));
  const refuted = dropped.map(
    (one): Condition => ({
      ...one,
      clinicalStatus: undefined,
      verificationStatus: { coding: [{ system: VERIFICATION, code: 'entered-in-error' }] },
    }),
  );
  const isArrival = ({ use }: EncounterDiagnosis) => use?.coding?.some(({ code }) => code === 'AD') ?? false;
  const arrivalEntry = others.find(isArrival);
  const oldArrival = conditions.find(({ id }) => arrivalEntry?.condition.reference === `Condition/${id}`);
  const arrival =
    exam.arrivalDiagnosis === undefined
      ? undefined
      : placed(condition(visit, { text: exam.arrivalDiagnosis }, oldArrival), 39);
  const entries: EncounterDiagnosis[] = [
    ...others.filter((entry) => arrival === undefined || !isArrival(entry)),
    ...(arrival === undefined ? [] : [{ condition: { reference: arrival.url }, use: role('AD') }]),
    ...(exam.diseases.length === 0
      ? (encounter.diagnosis ?? []).filter((entry) => !others.includes(entry))
      : discharge.map(({ url }, index) => ({ condition: { reference: url }, use: role('DD'), rank: index + 1 }))),
  ];
  return { written: [...discharge, ...(arrival === undefined ? [] : [arrival])], refuted, entries };
}

function examinedEncounter(exam: Examination, visit: VisitUnderExamination, entries: EncounterDiagnosis[]): Encounter {
  const { encounter, doctor } = visit;
  const treated =
    exam.treatment === undefined
      ? encounter
      : withExtension(encounter, { url: extensions.treatment, valueString: exam.treatment });
  const isThere = encounter.participant?.some(({ individual }) => individual?.reference === doctor.reference);
  return {
    ...treated,
    status: 'in-progress',
    ...(entries.length > 0 ? { diagnosis: entries } : {}),
    ...(isThere
      ? {}
      : {
          participant: [
            ...(encounter.participant ?? []),
            { type: [{ coding: [{ system: PARTICIPATION, code: 'PPRF' }] }], individual: doctor },
          ],
        }),
  };
}

/** The doctor who examines stands in the charge of the examination; the first one stays. */
function examinedCharge(visit: VisitUnderExamination): ChargeItem[] {
  const { charge: item, doctor, now } = visit;
  if (item === undefined) return [];
  const charge = readCharge(item);
  if (charge.performedBy.length > 0) return [];
  return [{ ...item, ...chargeItem({ ...charge, orderedBy: [doctor], performedBy: [doctor], performedAt: now }) }];
}

/** The examination charge that reception made. */
export const isExamCharge = (item: ChargeItem): boolean =>
  (item.identifier ?? []).some(
    ({ system, value }) => system === identifierSystems.charge && value?.startsWith('kham-'),
  );

/**
 * One transaction: narratives, note, diagnoses, visit in progress, waiting entry done, doctor in the charge.
 *
 * @source TT 32/2023/TT-BYT, record of an outpatient visit: reason, history, examination, diagnosis, treatment (from memory); FHIR places are our own choice
 */
export function examinationRecord(exam: Examination, visit: VisitUnderExamination): BundleEntry[] {
  const said = narratives(exam, visit);
  const { written, refuted, entries } = diagnoses(exam, visit);
  return [
    ...[...said, ...written].map(({ resource, url }) => writeEntry(resource, url)),
    ...refuted.map((one) => writeEntry(one)),
    writeEntry(clinicalNote(exam, visit, said)),
    writeEntry(examinedEncounter(exam, visit, entries)),
    ...examinedCharge(visit).map((one) => writeEntry(one)),
    ...(visit.task === undefined ? [] : [writeEntry({ ...visit.task, status: 'completed' })]),
  ];
}
