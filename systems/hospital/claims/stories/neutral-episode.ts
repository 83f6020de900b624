import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Coding, Extension, Reference } from 'fhir/r4';
import { at, coding, concept, type Entries, organization, text, when } from './neutral-entries.ts';
import type { NeutralVisit } from './neutral-visit.ts';

interface Diagnosis {
  readonly condition: Reference;
  readonly use: string;
  readonly rank?: number;
}

function addDiagnoses(entries: Entries, { visit }: NeutralVisit, subject: Reference): Diagnosis[] {
  const condition = (name: string | undefined, codings: Coding[]): Reference =>
    entries.add({
      resourceType: 'Condition',
      clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
      subject,
      code: { ...(codings.length > 0 ? { coding: codings } : {}), ...(name === undefined ? {} : { text: name }) },
    });
  const main = [
    ...when(visit.icdMain, (icd) => coding(codeSystems.icd10, icd)),
    ...(visit.traditional ?? []).map((one) => coding(codeSystems.traditionalDisease, one)),
  ];
  return [
    { use: 'AD', condition: condition(visit.diagnosisIn, []) },
    { use: 'DD', rank: 1, condition: condition(visit.diagnosisOut, main) },
    ...(visit.icdOther ?? []).map((icd, position) => ({
      use: 'DD',
      rank: position + 2,
      condition: condition(undefined, [coding(codeSystems.icd10, icd)]),
    })),
  ];
}

const encounterExtensions = ({ visit }: NeutralVisit): Extension[] => [
  {
    url: extensions.entitlement,
    valueCodeableConcept: concept(codeSystems.entitlement, visit.entitlement),
  },
  ...when(visit.inpatientFrom, (moment) => ({ url: extensions.inpatientFrom, valueDateTime: at(moment) })),
  ...text(extensions.admissionReason, visit.admissionReason),
  {
    url: extensions.treatmentOutcome,
    valueCodeableConcept: concept(codeSystems.treatmentOutcome, String(visit.outcome)),
  },
  { url: extensions.department, valueReference: organization(identifierSystems.department, visit.department) },
  ...text(extensions.treatment, visit.treatment),
];

/** The visit with its diagnoses and the house it was in. */
export function addEncounter(
  entries: Entries,
  neutral: NeutralVisit,
  subject: Reference,
  people: ReadonlyMap<string, Reference>,
) {
  const { visit, facility } = neutral;
  const diagnoses = addDiagnoses(entries, neutral, subject);
  const provider = entries.add(
    {
      resourceType: 'Organization',
      identifier: [{ system: identifierSystems.facility, value: facility.code }],
      name: facility.name,
      extension: [
        { url: extensions.facilityCareLevel, valueCodeableConcept: concept(codeSystems.facilityLevel, facility.level) },
        {
          url: extensions.facilityStanding,
          extension: [
            { url: 'points', valueDecimal: facility.points },
            { url: 'formerTier', valueCode: facility.formerTier },
          ],
        },
      ],
    },
    { system: identifierSystems.facility, value: facility.code },
  );
  const head = people.get(visit.head ?? '');
  return entries.add({
    resourceType: 'Encounter',
    extension: encounterExtensions(neutral),
    identifier: [
      {
        type: concept(codeSystems.identifierType, 'MA_LK'),
        system: identifierSystems.claimId,
        value: visit.claimId,
      },
      { system: identifierSystems.recordNumber, value: visit.recordNumber },
    ],
    status: 'finished',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: visit.inpatientFrom ? 'IMP' : visit.entitlement === '2' ? 'EMER' : 'AMB',
    },
    type: [concept(codeSystems.encounterType, visit.type)],
    subject,
    period: { start: at(visit.in), end: at(visit.out) },
    reasonCode: [{ text: visit.reason }],
    diagnosis: diagnoses.map(({ condition, use, rank }) => ({
      condition,
      use: concept('http://terminology.hl7.org/CodeSystem/diagnosis-role', use),
      ...(rank === undefined ? {} : { rank }),
    })),
    ...(head === undefined
      ? {}
      : { participant: [{ type: [concept(codeSystems.participantRole, 'head-of-unit')], individual: head }] }),
    hospitalization: {
      dischargeDisposition: concept(codeSystems.dischargeDisposition, String(visit.leaving)),
      ...(visit.referredFrom ? { origin: organization(identifierSystems.facility, visit.referredFrom) } : {}),
      ...(visit.referralNumber
        ? { preAdmissionIdentifier: { system: identifierSystems.referralPaper, value: visit.referralNumber } }
        : {}),
    },
    serviceProvider: provider,
  });
}
