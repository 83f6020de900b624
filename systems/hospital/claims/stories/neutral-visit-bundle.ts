import { randomUUID } from 'node:crypto';
import { codeSystems, extensions, identifierSystems, LM } from '@lienmach/core';
import type { Bundle, BundleEntry, Coding, Extension, FhirResource, Identifier, Reference } from 'fhir/r4';
import type { NeutralCard, NeutralLine, NeutralVisit } from './neutral-visit.ts';

type Given<T> = T | null | undefined;
const when = <T, R>(value: Given<T>, make: (value: T) => R): R[] =>
  value === undefined || value === null ? [] : [make(value)];

const at = (local: string): string => `${local}:00+07:00`;
const organization = (system: string, value: string): Reference => ({
  type: 'Organization',
  identifier: { system, value },
});
const concept = (system: string, code: string) => ({ coding: [{ system, code }] });
const coding = (system: string, code: string): Coding => ({ system, code });
const money = (amount: string) => ({ value: Number(amount), currency: 'VND' as const });
const code = (url: string, value: Given<string | number>): Extension[] =>
  when(value, (one) => ({ url, valueCode: String(one) }));
const text = (url: string, value: Given<string>): Extension[] => when(value, (one) => ({ url, valueString: one }));

const isNothing = (part: unknown): boolean => part === undefined || (Array.isArray(part) && part.length === 0);

/** A copy as JSON would make it, but FHIR has no empty arrays. */
function withoutEmptyArrays<T>(value: T): T {
  const copy = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).flatMap(([name, one]) => (isNothing(one) ? [] : [[name, copy(one)]])),
    );
  };
  return copy(value) as T; // the same shape, without what is empty
}

/** Collects the entries of one transaction and gives each a `urn:uuid`. */
class Entries {
  readonly list: BundleEntry<FhirResource>[] = [];

  add(resource: FhirResource, only?: Identifier): Reference {
    const fullUrl = `urn:uuid:${randomUUID()}`;
    const ifNoneExist =
      only === undefined ? {} : { ifNoneExist: `identifier=${encodeURIComponent(`${only.system}|${only.value}`)}` };
    const whole = withoutEmptyArrays(resource);
    this.list.push({
      fullUrl,
      resource: whole,
      request: { method: 'POST', url: resource.resourceType, ...ifNoneExist },
    });
    return { reference: fullUrl };
  }
}

interface World {
  readonly entries: Entries;
  readonly visit: NeutralVisit;
  readonly people: ReadonlyMap<string, Reference>;
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly account: Reference;
  /** also what the claim does not read: dispenses, administrations, procedures, prices of the cashier */
  readonly isWhole: boolean;
}

const person = ({ people }: World, id: string): Reference => {
  const found = people.get(id);
  if (found === undefined) throw new TypeError(`nobody is called ${id}`);
  return found;
};

function addPatient(entries: Entries, { patient }: NeutralVisit): Reference {
  const sexes: Record<number, 'male' | 'female'> = { 1: 'male', 2: 'female' };
  return entries.add({
    resourceType: 'Patient',
    extension: [
      ...when(patient.ethnicity, (value) => ({
        url: extensions.ethnicity,
        valueCodeableConcept: concept(codeSystems.ethnicGroup, value),
      })),
      ...when(patient.occupation, (value) => ({
        url: extensions.occupation,
        valueCodeableConcept: { coding: [{ code: value }] },
      })),
      ...when(patient.nationality, (value) => ({
        url: extensions.nationality,
        extension: [{ url: 'code', valueCodeableConcept: concept(codeSystems.country, value) }],
      })),
    ],
    identifier: [
      {
        type: concept('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR'),
        system: identifierSystems.patientNumber,
        value: patient.number,
      },
      ...when(patient.personalNumber, (value) => ({ system: identifierSystems.personalNumber, value })),
    ],
    name: [{ text: patient.name }],
    gender: sexes[patient.sex] ?? 'unknown',
    birthDate: patient.birth,
    ...(patient.birthTime
      ? {
          _birthDate: {
            extension: [{ url: extensions.birthTime, valueDateTime: `${patient.birth}T${patient.birthTime}:00+07:00` }],
          },
        }
      : {}),
    address: [
      {
        text: patient.address,
        extension: [
          { url: extensions.province, valueCoding: coding(codeSystems.province, patient.province) },
          { url: extensions.commune, valueCoding: coding(codeSystems.commune, patient.commune) },
        ],
      },
    ],
  });
}

const addCard = (entries: Entries, patient: Reference, card: NeutralCard): Reference =>
  entries.add({
    resourceType: 'Coverage',
    status: 'active',
    identifier: [{ system: identifierSystems.insuranceCard, value: card.number }],
    subscriberId: card.number,
    beneficiary: patient,
    payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
    ...(card.from || card.to
      ? { period: { ...(card.from ? { start: card.from } : {}), ...(card.to ? { end: card.to } : {}) } }
      : {}),
    extension: [
      { url: extensions.cardType, valueCodeableConcept: { coding: [{ code: card.number.slice(0, 2) }] } },
      ...when(card.registeredAt, (facility) => ({
        url: extensions.primaryCareFacility,
        valueReference: organization(identifierSystems.facility, facility),
      })),
      ...when(card.fiveYearsFrom, (day) => ({ url: extensions.fiveYearsFrom, valueDate: day })),
      ...when(card.copayThisYear, (amount) => ({ url: extensions.cumulativeCopay, valueMoney: money(amount) })),
      ...when(card.copayExemptFrom, (moment) => ({
        url: extensions.copayExemptFrom,
        valueDateTime: moment.length === 10 ? moment : at(moment),
      })),
      ...when(card.zone, (zone) => ({ url: extensions.livingZone, valueCode: zone })),
      ...when(card.temporary, (isTemporary) => ({ url: extensions.temporaryCard, valueBoolean: isTemporary })),
    ],
  });

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

function addEncounter(
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

const SERVICE_KINDS: Readonly<Record<string, string>> = { supply: codeSystems.supply };

function chargeDetails(line: NeutralLine): Extension {
  const funds = line.otherFunds;
  const price = line.price ?? line.priceHospital ?? '0';
  const amount = (url: string, value: Given<string>): Extension[] =>
    when(value, (one) => ({ url, valueMoney: money(one) }));
  return {
    url: extensions.charge,
    extension: [
      { url: 'hospitalUnitPrice', valueMoney: money(price) },
      ...amount('insuranceUnitPrice', line.priceInsurance),
      ...amount('ceiling', line.ceiling),
      ...code('costGroup', line.group),
      ...code('paymentMethod', line.paymentMethod ?? 1),
      ...amount('otherFundState', funds?.state),
      ...amount('otherFundForeignAid', funds?.foreignAid),
      ...amount('otherFundDomesticAid', funds?.domesticAid),
      ...amount('otherFundRest', funds?.rest),
      ...code('otherFundFor', line.otherFundsFor),
      ...text('tender', line.tender),
      ...text('bed', line.bed),
      ...text('device', line.device),
      ...text('strength', line.strength),
      ...code('anaesthesia', line.anaesthesia),
      ...code('forService', line.forService),
      ...code('drugPayer', line.payer),
    ],
  };
}

function addReport(world: World, line: NeutralLine): Reference {
  const { entries, patient: subject, encounter } = world;
  const { report } = line;
  const observation = (coding_: Coding, name: string, value: object): Reference =>
    entries.add({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [coding_], text: name },
      subject,
      encounter,
      ...value,
    });
  const result = [
    ...(report?.indicators ?? []).map((one) =>
      observation(
        coding(codeSystems.labIndicator, one.code),
        one.name,
        /^-?\d+(\.\d+)?$/.test(one.value)
          ? { valueQuantity: { value: Number(one.value), unit: one.unit ?? '' } }
          : { valueString: one.value },
      ),
    ),
    ...when(report?.description, (findings) =>
      observation(coding(codeSystems.loinc, '59776-5'), 'Mô tả', { valueString: findings }),
    ),
  ];
  return entries.add({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: line.name },
    subject,
    encounter,
    ...(line.performedAt ? { effectiveDateTime: at(line.performedAt) } : {}),
    ...(line.resultAt ? { issued: at(line.resultAt) } : {}),
    performer: (line.performedBy ?? []).map((id) => person(world, id)),
    ...(report?.readBy ? { resultsInterpreter: [person(world, report.readBy)] } : {}),
    ...(report?.conclusion ? { conclusion: report.conclusion } : {}),
    result,
  });
}

function addPrescription(world: World, line: NeutralLine): Reference {
  const { entries, patient: subject, encounter } = world;
  return entries.add({
    resourceType: 'MedicationRequest',
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: { ...concept(codeSystems.ingredient, line.code), text: line.name },
    subject,
    encounter,
    authoredOn: at(line.orderedAt),
    requester: person(world, line.orderedBy),
    extension: text(extensions.drugRegistration, line.registration),
    dosageInstruction: [
      {
        ...(line.dose ? { text: line.dose } : {}),
        ...(line.route ? { route: concept(codeSystems.route, line.route) } : {}),
      },
    ],
    ...(line.days
      ? {
          dispenseRequest: {
            expectedSupplyDuration: { value: line.days, unit: 'ngày', system: codeSystems.ucum, code: 'd' },
          },
        }
      : {}),
  });
}

function addOrder(world: World, line: NeutralLine): Reference {
  const { entries, patient: subject, encounter } = world;
  return entries.add({
    resourceType: 'ServiceRequest',
    status: 'completed',
    intent: 'order',
    code: { ...concept(codeSystems.services7603, line.code), text: line.name },
    subject,
    encounter,
    authoredOn: at(line.orderedAt),
    requester: person(world, line.orderedBy),
  });
}

const reported = new Set([1, 2, 3]);
const timed = new Set([8, 18]);

/** What was handed out, and what was given at the facility. */
function addUse(world: World, line: NeutralLine, request: Reference): Reference[] {
  const { entries, patient: subject, encounter: context } = world;
  const medicationCodeableConcept = { ...concept(codeSystems.ingredient, line.code), text: line.name };
  const dispense = entries.add({
    resourceType: 'MedicationDispense',
    status: 'completed',
    medicationCodeableConcept,
    subject,
    context,
    authorizingPrescription: [request],
    quantity: { value: Number(line.quantity), unit: line.unit },
  });
  return [
    dispense,
    ...when(line.performedAt, (given) =>
      entries.add({
        resourceType: 'MedicationAdministration',
        status: 'completed',
        medicationCodeableConcept,
        subject,
        context,
        request,
        effectiveDateTime: at(given),
      }),
    ),
  ];
}

function addProcedure(world: World, line: NeutralLine, order: Reference): Reference {
  const { entries, patient: subject, encounter } = world;
  return entries.add({
    resourceType: 'Procedure',
    status: 'completed',
    basedOn: [order],
    code: { ...concept(codeSystems.services7603, line.code), text: line.name },
    subject,
    encounter,
    ...(line.performedAt
      ? {
          performedPeriod: {
            start: at(line.performedAt),
            ...(line.resultAt ? { end: at(line.resultAt) } : {}),
          },
        }
      : {}),
    performer: (line.performedBy ?? []).map((id) => ({ actor: person(world, id) })),
  });
}

function behind(
  world: World,
  line: NeutralLine,
  isDrug: boolean,
): { service?: Reference[]; supportingInformation?: Reference[] } {
  if (isDrug) {
    const request = addPrescription(world, line);
    return {
      supportingInformation: [request],
      ...(world.isWhole ? { service: addUse(world, line, request) } : {}),
    };
  }
  if (!reported.has(line.group) && !timed.has(line.group)) return {};
  const order = addOrder(world, line);
  const supportingInformation = [order];
  if (timed.has(line.group))
    return { supportingInformation, ...(world.isWhole ? { service: [addProcedure(world, line, order)] } : {}) };
  return line.report || line.resultAt
    ? { supportingInformation, service: [addReport(world, line)] }
    : { supportingInformation };
}

/** For the cashier: the whole line before any ratio. The claim does not use it. */
const totalPrice = ({ quantity, price, priceHospital }: NeutralLine) =>
  money((Number(quantity) * Number(price ?? priceHospital ?? 0)).toFixed(2));

function addLine(world: World, line: NeutralLine, isDrug: boolean): void {
  const { entries, patient, encounter, account, visit } = world;
  const system = isDrug ? codeSystems.ingredient : (SERVICE_KINDS[line.kind ?? ''] ?? codeSystems.services7603);
  const performer = (role: string, id: string) => ({
    function: concept(codeSystems.chargePerformer, role),
    actor: person(world, id),
  });
  const start = line.performedAt ? at(line.performedAt) : undefined;
  const end = timed.has(line.group) && line.resultAt ? at(line.resultAt) : undefined;
  entries.add({
    resourceType: 'ChargeItem',
    status: 'billable',
    code: { coding: [{ system, code: line.code }], text: line.name },
    subject: patient,
    context: encounter,
    account: [account],
    quantity: { value: Number(line.quantity), unit: line.unit },
    ...(world.isWhole ? { priceOverride: totalPrice(line) } : {}),
    ...(line.serviceRatio === undefined || line.serviceRatio === null
      ? {}
      : { factorOverride: line.serviceRatio / 100 }),
    ...(start === undefined
      ? {}
      : end === undefined
        ? { occurrenceDateTime: start }
        : { occurrencePeriod: { start, end } }),
    performer: [
      performer('ordering', line.orderedBy),
      ...(line.performedBy ?? []).map((id) => performer('performing', id)),
    ],
    performingOrganization: organization(identifierSystems.department, line.department ?? visit.visit.department),
    extension: [
      { url: extensions.orderDate, valueDateTime: at(line.orderedAt) },
      {
        url: extensions.insuranceCostInfo,
        extension: [
          { url: 'scope', valueCodeableConcept: concept(codeSystems.insuranceScope, String(line.scope)) },
          ...when(line.payRatio, (ratio) => ({ url: 'paymentRatio', valueDecimal: ratio })),
        ],
      },
      chargeDetails(line),
    ],
    ...behind(world, line, isDrug),
  });
}

function addCourse(world: World): void {
  const { entries, patient: subject, encounter, visit } = world;
  for (const note of visit.notes ?? []) {
    entries.add({
      resourceType: 'ClinicalImpression',
      status: 'completed',
      subject,
      encounter,
      effectiveDateTime: at(note.at),
      assessor: person(world, note.by),
      summary: note.text,
      ...(note.operation ? { description: note.operation } : {}),
    });
  }
  const { papers } = visit;
  if (!papers) return;
  const section = (name: string, words: string) => ({
    code: concept(codeSystems.dischargeSection, name),
    text: { status: 'generated' as const, div: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>` },
  });
  entries.add({
    resourceType: 'Composition',
    identifier: { system: identifierSystems.archiveNumber, value: `LT-${visit.id}` },
    status: 'final',
    type: concept(codeSystems.loinc, '18842-5'),
    subject,
    encounter,
    date: at(visit.visit.out),
    author: [person(world, papers.doctor)],
    title: 'Giấy ra viện',
    section: [
      section('qt-benhly', papers.course),
      section('tomtat-kq', papers.results),
      section('pp-dieutri', papers.treatment),
    ],
  });
}

function addPeopleAround(world: World): void {
  const { entries, patient, encounter, visit } = world;
  for (const mother of when(visit.patient.mother, (one) => one)) {
    entries.add({
      resourceType: 'RelatedPerson',
      patient,
      relationship: [concept('http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'MTH')],
      name: [{ text: mother.name }],
      identifier: when(mother.card, (value) => ({ system: identifierSystems.insuranceCard, value })),
    });
  }
  for (const weight of when(visit.visit.weightKg, Number)) {
    entries.add({
      resourceType: 'Observation',
      status: 'final',
      code: concept(codeSystems.loinc, '29463-7'),
      subject: patient,
      encounter,
      effectiveDateTime: at(visit.visit.in),
      valueQuantity: { value: weight, unit: 'kg', system: codeSystems.ucum, code: 'kg' },
    });
  }
}

/**
 * The visit as one transaction, as another system would post it. No `meta.profile`, everything plain R4.
 *
 * @param isWhole  also what the claim does not read
 */
export function neutralVisitBundle(visit: NeutralVisit, isWhole = false): Bundle<FhirResource> {
  const entries = new Entries();
  const people = new Map(
    visit.practitioners.map(({ id, license, name }) => {
      const identifier = { system: identifierSystems.practiceLicence, value: license };
      return [
        id,
        entries.add({ resourceType: 'Practitioner', identifier: [identifier], name: [{ text: name }] }, identifier),
      ];
    }),
  );
  const patient = addPatient(entries, visit);
  const cards = (visit.cards ?? []).map((card) => addCard(entries, patient, card));
  const account = entries.add({
    resourceType: 'Account',
    status: 'active',
    subject: [patient],
    ...(cards.length > 0
      ? { coverage: cards.map((coverage, position) => ({ coverage, priority: position + 1 })) }
      : {}),
  });
  const encounter = addEncounter(entries, visit, patient, people);
  const world: World = { entries, visit, people, patient, encounter, account, isWhole };
  addPeopleAround(world);
  for (const line of visit.drugs ?? []) addLine(world, line, true);
  for (const line of visit.services ?? []) addLine(world, line, false);
  addCourse(world);
  return { resourceType: 'Bundle', type: 'transaction', entry: entries.list };
}

export const CLAIM_RULES = `${LM}/CodeSystem/bhyt-rule`;
