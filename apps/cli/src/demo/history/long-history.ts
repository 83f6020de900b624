import { addDays, codeSystems, identifierSystems, personName, toVnDay } from '@lienmach/core';
import type { Bundle, Condition, Encounter, FhirResource, Observation, Patient, Reference } from 'fhir/r4';
import {
  diseaseNames,
  indicators,
  type PastVisit,
  pastDrugs,
  pastPapers,
  pastVaccines,
  pastVisits,
} from './past-visits.ts';

/** the invented patient with three years of history */
export const historyPatient = { id: 'mau-hoai-an', name: 'Nguyễn Thị Hoài Mẫu' };
/** her newest visit, to be signed by its doctor */
export const newestVisit = `${historyPatient.id}-kham-${String(pastVisits.length).padStart(2, '0')}`;

const subject: Reference = { reference: `Patient/${historyPatient.id}` };
const terminology = 'http://terminology.hl7.org/CodeSystem';
const doctor: Reference = { reference: 'Practitioner/bac-si', display: 'BS. Trần Văn Thử' };
const visitId = (index: number): string => `${historyPatient.id}-kham-${String(index + 1).padStart(2, '0')}`;

const places: Readonly<Record<PastVisit['where'], { readonly reference: string; readonly room: string }>> = {
  here: { reference: 'Organization/99001', room: 'Phòng khám Nội 1' },
  ward: { reference: 'Organization/99001', room: 'Khoa Nội tổng hợp' },
  'eye-clinic': { reference: 'Organization/99003', room: 'Khám mắt' },
  station: { reference: 'Organization/99002', room: 'Phòng tiêm chủng' },
};

/** eight in the morning, some days before the demo was started */
const morning = (now: Date, daysAgo: number, time = '08:05:00'): string =>
  `${addDays(toVnDay(now), -daysAgo)}T${time}+07:00`;

function patients(): Patient[] {
  const { id, name } = historyPatient;
  const number = (value: string) => ({
    type: { coding: [{ system: codeSystems.v2Identifier, code: 'MR' }] },
    system: identifierSystems.patientNumber,
    value,
  });
  const common = { name: [personName(name)], gender: 'female' as const, birthDate: '1958-03-12' };
  return [
    {
      resourceType: 'Patient',
      id,
      active: true,
      identifier: [
        number('BN.26.018374'),
        { use: 'official', system: identifierSystems.personalNumber, value: '099158000018' },
        { use: 'old', system: identifierSystems.oldIdentityCard, value: '990580018' },
      ],
      ...common,
      telecom: [{ system: 'phone', value: '0000 000 158', use: 'mobile' }],
      address: [{ use: 'home', text: 'Thôn Mẫu, xã Sông Mẫu, tỉnh Mẫu', country: 'VN' }],
      contact: [
        {
          relationship: [{ text: 'Con gái' }],
          name: { text: 'Lê Thị Mẫu Ngân' },
          telecom: [{ system: 'phone', value: '0000 000 159' }],
        },
      ],
      link: [{ other: { reference: `Patient/${id}-cu` }, type: 'replaces' }],
    },
    {
      resourceType: 'Patient',
      id: `${id}-cu`,
      active: false,
      identifier: [number('BN.23.004411')],
      ...common,
      birthDate: '1958',
      link: [{ other: { reference: `Patient/${id}` }, type: 'replaced-by' }],
    },
  ];
}

const around = (now: Date): FhirResource[] => [
  {
    resourceType: 'Organization',
    id: '99003',
    active: true,
    identifier: [{ system: identifierSystems.facility, value: '99003' }],
    name: 'Phòng khám Mắt Sông Mẫu (BẢN THỬ)',
  },
  {
    resourceType: 'RelatedPerson',
    id: `${historyPatient.id}-con`,
    active: true,
    patient: subject,
    relationship: [{ text: 'Con gái' }],
    name: [{ text: 'Lê Thị Mẫu Ngân' }],
    telecom: [{ system: 'phone', value: '0000 000 159' }],
  },
  {
    resourceType: 'Coverage',
    id: `${historyPatient.id}-the`,
    status: 'active',
    identifier: [{ system: identifierSystems.insuranceCard, value: 'HT2999900000018' }],
    type: { text: 'Bảo hiểm y tế' },
    subscriberId: 'HT2999900000018',
    beneficiary: subject,
    period: { start: `${toVnDay(now).slice(0, 4)}-01-01`, end: `${toVnDay(now).slice(0, 4)}-12-31` },
    payor: [{ display: 'Bảo hiểm xã hội Mẫu' }],
  },
  {
    resourceType: 'AllergyIntolerance',
    id: `${historyPatient.id}-penicilin`,
    clinicalStatus: { coding: [{ system: `${terminology}/allergyintolerance-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${terminology}/allergyintolerance-verification`, code: 'confirmed' }] },
    type: 'allergy',
    category: ['medication'],
    criticality: 'high',
    code: { coding: [{ system: codeSystems.ingredient, code: '40.160', display: 'Ampicilin' }], text: 'Penicilin' },
    patient: subject,
    onsetDateTime: morning(now, 594),
    recordedDate: morning(now, 593),
    recorder: doctor,
    reaction: [{ manifestation: [{ text: 'Phản vệ độ II' }], severity: 'severe' }],
  },
];

const flag = (value: number, low: number | undefined, high: number): string =>
  value > high ? 'H' : low !== undefined && value < low ? 'L' : 'N';

const interpretation = (code: string) => [
  { coding: [{ system: `${terminology}/v3-ObservationInterpretation`, code }] },
];

function observations(visit: PastVisit, index: number, at: string): Observation[] {
  const base = (name: string, category: string): Observation => ({
    resourceType: 'Observation',
    id: `${visitId(index)}-${name.toLowerCase()}`,
    status: 'final',
    category: [{ coding: [{ system: `${terminology}/observation-category`, code: category }] }],
    code: {},
    subject,
    encounter: { reference: `Encounter/${visitId(index)}` },
    effectiveDateTime: at,
    performer: [doctor],
  });
  const loinc = (code: string, text: string) => ({ coding: [{ system: codeSystems.loinc, code }], text });
  const measured = (value: number, unit: string, code: string) => ({ value, unit, system: codeSystems.ucum, code });
  const found: Observation[] = Object.entries(visit.results ?? {}).flatMap(([code, value]) => {
    const indicator = indicators[code];
    if (indicator === undefined) return [];
    const { name, unit, low, high } = indicator;
    const ucum = unit.replace('µ', 'u');
    return {
      ...base(code, 'laboratory'),
      code: {
        coding: [{ system: codeSystems.labIndicator, code }, ...loinc(indicator.loinc, name).coding],
        text: name,
      },
      valueQuantity: measured(value, unit, ucum),
      interpretation: interpretation(flag(value, low, high)),
      referenceRange: [
        { ...(low === undefined ? {} : { low: measured(low, unit, ucum) }), high: measured(high, unit, ucum) },
      ],
    };
  });
  if (visit.weight !== undefined) {
    found.push({
      ...base('can-nang', 'vital-signs'),
      code: loinc('29463-7', 'Cân nặng'),
      valueQuantity: measured(visit.weight, 'kg', 'kg'),
    });
  }
  if (visit.pressure !== undefined) {
    const [systolic, diastolic] = visit.pressure;
    const part = (code: string, text: string, value: number, limit: number) => ({
      code: loinc(code, text),
      valueQuantity: measured(value, 'mmHg', 'mm[Hg]'),
      interpretation: interpretation(value >= limit ? 'H' : 'N'),
    });
    found.push({
      ...base('huyet-ap', 'vital-signs'),
      code: loinc('85354-9', 'Huyết áp'),
      component: [part('8480-6', 'Tâm thu', systolic, 140), part('8462-4', 'Tâm trương', diastolic, 90)],
    });
  }
  return found;
}

/** the report that releases the results of a visit, and what the patient told */
function notes(visit: PastVisit, index: number, at: string): FhirResource[] {
  const encounter = { reference: `Encounter/${visitId(index)}` };
  const codes = Object.keys(visit.results ?? {});
  const report: FhirResource = {
    resourceType: 'DiagnosticReport',
    id: `${visitId(index)}-phieu`,
    status: 'final',
    code: { text: 'Sinh hóa máu' },
    subject,
    encounter,
    effectiveDateTime: at,
    issued: at,
    result: codes.map((code) => ({ reference: `Observation/${visitId(index)}-${code.toLowerCase()}` })),
  };
  const told: FhirResource = {
    resourceType: 'Observation',
    id: `${visitId(index)}-benh-su`,
    status: 'final',
    code: { coding: [{ system: codeSystems.loinc, code: '10164-2' }], text: 'Bệnh sử' },
    subject,
    encounter,
    effectiveDateTime: at,
    performer: [doctor],
    valueString: `${visit.reason}. Uống thuốc đều, không đau ngực.`,
  };
  return codes.length === 0 ? [] : [report, told];
}

function visitResources(visit: PastVisit, index: number, now: Date): FhirResource[] {
  const { where, nights = 0, reason } = visit;
  const start = morning(now, visit.daysAgo);
  const conditions = visit.diseases.map(
    (code, rank): Condition => ({
      resourceType: 'Condition',
      id: `${visitId(index)}-benh-${rank + 1}`,
      clinicalStatus: { coding: [{ system: `${terminology}/condition-clinical`, code: 'active' }] },
      category: [{ coding: [{ system: `${terminology}/condition-category`, code: 'encounter-diagnosis' }] }],
      code: {
        coding: [{ system: codeSystems.icd10, code, display: diseaseNames[code] ?? '' }],
        text: diseaseNames[code] ?? '',
      },
      subject,
      encounter: { reference: `Encounter/${visitId(index)}` },
      recordedDate: start,
    }),
  );
  const encounter: Encounter = {
    resourceType: 'Encounter',
    id: visitId(index),
    status: 'finished',
    class: { system: `${terminology}/v3-ActCode`, code: where === 'ward' ? 'IMP' : 'AMB' },
    type: [{ coding: [{ system: codeSystems.encounterType, code: where === 'ward' ? '03' : '01' }] }],
    subject,
    ...(where === 'here' || where === 'ward' ? { participant: [{ individual: doctor }] } : {}),
    period: { start, end: morning(now, visit.daysAgo - nights, '09:02:00') },
    reasonCode: [{ text: reason }],
    diagnosis: conditions.map(({ id }, rank) => ({
      condition: { reference: `Condition/${id}` },
      use: { coding: [{ system: `${terminology}/diagnosis-role`, code: 'DD' }] },
      rank: rank + 1,
    })),
    location: [{ location: { display: places[where].room } }],
    serviceProvider: { reference: places[where].reference },
  };
  if (conditions.length === 0) delete encounter.diagnosis;
  return [
    encounter,
    ...conditions,
    ...observations(visit, index, morning(now, visit.daysAgo, '08:40:00')),
    ...notes(visit, index, morning(now, visit.daysAgo, '08:40:00')),
  ];
}

/** what each visit of our own clinic prescribed until the next */
function prescriptions(now: Date): FhirResource[] {
  const own = pastVisits
    .map((visit, index) => ({ visit, index }))
    .filter(({ visit }) => visit.where === 'here' || visit.where === 'ward');
  return own.flatMap(({ visit, index }, turn) => {
    const until = own[turn + 1]?.visit.daysAgo ?? -84;
    const given = pastDrugs.filter((drug) => drug.from >= visit.daysAgo && (drug.until ?? -1) < visit.daysAgo);
    return given.map((drug): FhirResource => {
      const isLast = turn === own.length - 1;
      const isStopped = drug.until !== undefined && drug.until >= until;
      return {
        resourceType: 'MedicationRequest',
        id: `${visitId(index)}-${drug.code.toLowerCase()}`,
        status: isStopped ? 'stopped' : isLast ? 'active' : 'completed',
        ...(isStopped && drug.stopped !== undefined ? { statusReason: { text: drug.stopped } } : {}),
        intent: 'order',
        medicationCodeableConcept: {
          coding: [
            { system: codeSystems.drugProduct, code: drug.code, display: drug.name },
            { system: codeSystems.ingredient, code: drug.ingredient },
          ],
          text: drug.name,
        },
        subject,
        encounter: { reference: `Encounter/${visitId(index)}` },
        authoredOn: morning(now, visit.daysAgo, '08:55:00'),
        requester: doctor,
        dosageInstruction: [{ text: drug.dose }],
        dispenseRequest: {
          expectedSupplyDuration: { value: visit.daysAgo - until, unit: 'ngày', system: codeSystems.ucum, code: 'd' },
        },
      };
    });
  });
}

const vaccines = (now: Date): FhirResource[] =>
  pastVaccines.map(({ daysAgo, name, dose }, index) => ({
    resourceType: 'Immunization',
    id: `${historyPatient.id}-tiem-${index + 1}`,
    status: 'completed',
    vaccineCode: { text: name },
    patient: subject,
    occurrenceDateTime: morning(now, daysAgo, '09:15:00'),
    location: { display: 'Trạm Y tế xã Sông Mẫu' },
    note: [{ text: dose }],
  }));

const papers = (now: Date): FhirResource[] =>
  pastPapers.flatMap(({ daysAgo, title, where, text }, index): FhirResource[] => {
    const id = `${historyPatient.id}-giay-${index + 1}`;
    const data = Buffer.from(text, 'utf8');
    const contentType = 'text/plain';
    return [
      { resourceType: 'Binary', id, contentType, securityContext: subject, data: data.toString('base64') },
      {
        resourceType: 'DocumentReference',
        id,
        status: 'current',
        docStatus: 'final',
        subject,
        date: morning(now, daysAgo, '10:00:00'),
        custodian: { reference: places[where].reference },
        description: title,
        content: [{ attachment: { contentType, language: 'vi-VN', url: `Binary/${id}`, size: data.length, title } }],
      },
    ];
  });

/** Three years of one invented patient, as one transaction. */
export function longHistory(now: Date): Bundle {
  const resources = [
    ...patients(),
    ...around(now),
    ...pastVisits.flatMap((visit, index) => visitResources(visit, index, now)),
    ...prescriptions(now),
    ...vaccines(now),
    ...papers(now),
  ];
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
}
