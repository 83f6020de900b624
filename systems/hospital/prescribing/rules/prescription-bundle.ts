import {
  addDays,
  chargeItem,
  codeSystems,
  decimalNumber,
  extensions,
  identifierSystems,
  present,
  toVnDay,
  toVnIso,
} from '@lienmach/core';
import type {
  Bundle,
  BundleEntry,
  ChargeItem,
  DetectedIssue,
  Encounter,
  FhirResource,
  MedicationRequest,
  Observation,
  Reference,
  RelatedPerson,
} from 'fhir/r4';
import type { OverriddenObstacle } from './apply-overrides.ts';
import type { Line } from './check-prescription.ts';
import { dosageOf, type Instructions } from './dosage.ts';
import type { PrescriptionType } from './drug.ts';
import { VALID_DAYS } from './prescription-code.ts';

export interface WrittenLine extends Line, Instructions {}

export interface PrescriptionToWrite {
  readonly now: Date;
  readonly patient: Reference;
  readonly encounter: Reference;
  /** the visit as it was read: two prescriptions at once, or one while the visit ends, must not both be written */
  readonly visit: Encounter;
  readonly prescriber: Reference;
  readonly account: Reference | undefined;
  /** department code of the visit */
  readonly department: string;
  readonly lines: readonly WrittenLine[];
  /** national code of each type that occurs */
  readonly codes: ReadonlyMap<PrescriptionType, string>;
  readonly reasons: readonly Reference[];
  readonly advice: string | undefined;
  readonly overridden: readonly OverriddenObstacle[];
  /** kilograms as given with the prescription, when the visit has no weight yet */
  readonly weight: number | undefined;
  /** accompanying adult who is not in the record yet */
  readonly guardian: string | undefined;
  readonly superseded: readonly MedicationRequest[];
  readonly supersededCharges: readonly ChargeItem[];
}

const urn = (index: number): string => `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const post = (resource: FhirResource, fullUrl?: string): BundleEntry => ({
  ...present({ fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...present({ ifMatch: resource.meta?.versionId === undefined ? undefined : `W/"${resource.meta.versionId}"` }),
  },
});

/**
 * All a prescription writes, as one transaction: requests, charges, kept overrides, and what it replaces.
 *
 * @source TT 26/2025/TT-BYT, art. 4 (one prescription per visit) and QĐ 425/QĐ-BYT, art. 9 (3)(c): a correction is a new
 *   prescription that replaces the old one (secondary); places in FHIR: reference-case contract of the claim (secondary)
 */
export function prescriptionBundle(order: PrescriptionToWrite): Bundle {
  const numbers = lineNumbers(order.lines);
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      ...order.lines.map((line, index) => post(medicationRequest(order, line, numbers[index] ?? 0), urn(index))),
      ...order.lines.map((line, index) => post(charge(order, line, index))),
      ...order.overridden.map((one) => post(detectedIssue(order, one))),
      ...(order.weight === undefined ? [] : [post(weight(order, order.weight))]),
      ...(order.guardian === undefined ? [] : [post(guardian(order, order.guardian))]),
      ...order.superseded.map((request) =>
        put({ ...request, status: 'cancelled', statusReason: { text: 'Được thay thế bằng đơn thuốc mới' } }),
      ),
      ...order.supersededCharges.map((item) => put({ ...item, status: 'aborted' })),
      put(order.visit),
    ],
  };
}

/**
 * Number of each line on its prescription: poisons and controlled drugs come first, the rest as written.
 *
 * @source TT 26/2025/TT-BYT, art. 6 (6): poison is written first (secondary)
 */
export function lineNumbers(lines: readonly WrittenLine[]): number[] {
  const order = lines.map((_, index) => index);
  order.sort((a, b) => Number(lines[b]?.drug.isPoison) - Number(lines[a]?.drug.isPoison) || a - b);
  const used = new Map<PrescriptionType, number>();
  const numbers: number[] = [];
  for (const index of order) {
    const type = lines[index]?.drug.type ?? 'C';
    const number = (used.get(type) ?? 0) + 1;
    used.set(type, number);
    numbers[index] = number;
  }
  return numbers;
}

function medicationRequest(order: PrescriptionToWrite, line: WrittenLine, number: number): MedicationRequest {
  const { drug, days, quantity } = line;
  const today = toVnDay(order.now);
  const [replaced] = order.superseded;
  const code = order.codes.get(drug.type);
  return {
    resourceType: 'MedicationRequest',
    extension: [{ url: extensions.drugRegistration, valueString: drug.registration }],
    identifier: [
      present({ system: identifierSystems.nationalPrescription, value: code }),
      { system: identifierSystems.prescriptionLine, value: `${code}/${number}` },
    ],
    status: 'active',
    intent: 'order',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category', code: 'outpatient' }] },
    ],
    medicationCodeableConcept: {
      coding: [
        { system: codeSystems.drugProduct, code: drug.code, display: drug.label },
        ...drug.ingredients.map(({ code, name }) => ({ system: codeSystems.ingredient, code, display: name })),
      ],
      text: drug.label,
    },
    subject: order.patient,
    encounter: order.encounter,
    authoredOn: toVnIso(order.now),
    requester: order.prescriber,
    reasonReference: [...order.reasons],
    groupIdentifier: present({ system: identifierSystems.nationalPrescription, value: code }),
    ...(order.advice === undefined ? {} : { note: [{ text: order.advice }] }),
    dosageInstruction: dosageOf(line, line),
    dispenseRequest: {
      validityPeriod: { start: today, end: addDays(today, VALID_DAYS) },
      quantity: { value: decimalNumber(quantity, 3), unit: drug.unit },
      expectedSupplyDuration: { value: days, unit: 'ngày', system: codeSystems.ucum, code: 'd' },
    },
    ...(replaced?.id === undefined ? {} : { priorPrescription: { reference: `MedicationRequest/${replaced.id}` } }),
  };
}

const charge = (order: PrescriptionToWrite, { drug, quantity }: WrittenLine, index: number): ChargeItem =>
  chargeItem({
    kind: 'drug',
    code: drug.claimCode,
    name: drug.label,
    quantity,
    unit: drug.unit,
    scope: drug.scope,
    ...(drug.scope === '1' ? { paymentRatio: drug.insuranceRatio } : {}),
    orderedAt: toVnIso(order.now),
    orderedBy: [order.prescriber],
    performedBy: [],
    department: order.department,
    patient: order.patient,
    encounter: order.encounter,
    supportingInformation: [{ reference: urn(index) }],
    hospitalUnitPrice: drug.price,
    costGroup: drug.costGroup,
    paymentMethod: '1',
    drugPayer: '1',
    ...present({
      account: order.account,
      insuranceUnitPrice: drug.insurancePrice,
      tender: drug.tender,
      strength: drug.strength,
    }),
  });

const issueCodes: Readonly<Record<string, string>> = {
  possibleAllergy: 'ALGY',
  similarAllergy: 'ALGY',
  sameIngredientTwice: 'DUPTHPY',
  alreadyTaking: 'DUPTHPY',
  quantityDiffers: 'DOSE',
};

function detectedIssue(order: PrescriptionToWrite, { rule, line, error, reason }: OverriddenObstacle): DetectedIssue {
  const hl7 = issueCodes[rule];
  return {
    resourceType: 'DetectedIssue',
    status: 'final',
    code: {
      coding: [
        { system: codeSystems.prescribingRule, code: rule },
        ...(hl7 === undefined ? [] : [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: hl7 }]),
      ],
    },
    severity: 'moderate',
    patient: order.patient,
    identifiedDateTime: toVnIso(order.now),
    author: order.prescriber,
    implicated: line === undefined ? [] : [{ reference: urn(line) }],
    ...present({ detail: error.outcome.issue[0]?.details?.text }),
    mitigation: [{ action: { text: reason }, date: toVnIso(order.now), author: order.prescriber }],
  };
}

const weight = (order: PrescriptionToWrite, kilograms: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: codeSystems.loinc, code: '29463-7', display: 'Body weight' }], text: 'Cân nặng' },
  subject: order.patient,
  encounter: order.encounter,
  effectiveDateTime: toVnIso(order.now),
  performer: [order.prescriber],
  valueQuantity: { value: kilograms, unit: 'kg', system: codeSystems.ucum, code: 'kg' },
});

const guardian = (order: PrescriptionToWrite, name: string): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  active: true,
  patient: order.patient,
  relationship: [{ text: 'Người đưa trẻ đến khám' }],
  name: [{ text: name }],
});
