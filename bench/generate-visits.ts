import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Bundle, BundleEntry, Claim, Condition, Coverage, FhirResource, Reference } from 'fhir/r4';
import { diagnoses, drugs, labTests, type Named, type Priced, services, vitalSigns } from './clinic-words.ts';
import { bloodPressure, coded, labResult, type Occasion, vitalSign } from './observations.ts';
import { patientOf, personOf } from './people.ts';
import { type Random, randomOf } from './random.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem';
const FIRST_DAY = Date.UTC(2024, 0, 1);
const TWO_YEARS = 2 * 365 * 86_400;

/** Where and for whom the visit is. Without `patient` the bundle also creates the patient and the coverage. */
export interface VisitContext {
  readonly clinic: string;
  readonly doctors: readonly string[];
  readonly personNumber: number;
  readonly known?: { readonly patient: string; readonly coverage: string };
}

export const visitStart = (random: Random): number => FIRST_DAY + random.whole(0, TWO_YEARS - 1) * 1000;

/** Collects entries; each gets a urn:uuid that the others can point at. */
class VisitBundle {
  readonly entry: BundleEntry[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(resource: FhirResource): Reference {
    const hex = Array.from({ length: 4 }, () => this.#random.whole(0, 0xffff_ffff).toString(16).padStart(8, '0')).join(
      '',
    );
    const fullUrl = `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    this.entry.push({ fullUrl, resource, request: { method: 'POST', url: resource.resourceType } });
    return { reference: fullUrl };
  }
}

/** The persons and papers that every resource of the visit points at. */
interface Scene {
  readonly random: Random;
  readonly bundle: VisitBundle;
  readonly at: (minute: number) => string;
  readonly patient: Reference;
  readonly coverage: Reference;
  readonly clinic: Reference;
  readonly doctor: Reference;
  readonly nurse: Reference;
}

/**
 * Outpatient visit number `n`: 18-24 linked resources, 20-21 on average. Encounter, 1-2 diagnoses, 5 vital signs, 3-5 lab
 * results with order, specimen and report, 1-2 drugs, 2 charges and the claim. The same seed gives the same visits.
 */
export function visitBundle(seed: number, n: number, context: VisitContext): Bundle {
  const random = randomOf(seed, 29, n);
  const scene = openScene(random, seed, context);
  const encounter = scene.bundle.add({
    resourceType: 'Encounter',
    status: 'finished',
    identifier: [{ system: identifierSystems.claimId, value: `99901-${seed}-${n}` }],
    class: { system: `${terminology}/v3-ActCode`, code: 'AMB' },
    type: [{ text: 'Khám ngoại trú' }],
    subject: scene.patient,
    participant: [{ individual: scene.doctor, period: { start: scene.at(0), end: scene.at(90) } }],
    period: { start: scene.at(0), end: scene.at(90) },
    serviceProvider: scene.clinic,
  });
  const found = Array.from({ length: random.whole(1, 2) }, () => random.pick(diagnoses));
  const reasons = found.map((diagnosis) => scene.bundle.add(conditionOf(scene, encounter, diagnosis)));
  addVitals(scene, encounter);
  const ordered = [random.pick(services), random.pick(services)] as const;
  const reason = reasons.slice(0, 1);
  addLaboratory(scene, encounter, ordered, reason);
  addPrescription(scene, encounter, reason);
  for (const service of ordered) addCharge(scene, encounter, service);
  scene.bundle.add(claimOf(scene, encounter, found, ordered));
  return { resourceType: 'Bundle', type: 'transaction', entry: scene.bundle.entry };
}

function openScene(random: Random, seed: number, { clinic, doctors, personNumber, known }: VisitContext): Scene {
  const bundle = new VisitBundle(random);
  const start = visitStart(random);
  const staff = { clinic: { reference: clinic }, doctor: { reference: random.pick(doctors) } };
  const patient = known ? { reference: known.patient } : bundle.add(patientOf(seed, personNumber));
  const coverage = known
    ? { reference: known.coverage }
    : bundle.add(coverageOf(personOf(seed, personNumber).card, patient, staff.clinic));
  return {
    random,
    bundle,
    patient,
    coverage,
    ...staff,
    nurse: { reference: random.pick(doctors) },
    at: (minute) => new Date(start + minute * 60_000).toISOString(),
  };
}

const coverageOf = (card: string, beneficiary: Reference, payor: Reference): Coverage => ({
  resourceType: 'Coverage',
  status: 'active',
  type: { coding: [{ system: `${terminology}/v3-ActCode`, code: 'PUBLICPOL' }], text: 'BHYT' },
  identifier: [{ system: identifierSystems.insuranceCard, value: card }],
  subscriberId: card,
  beneficiary,
  payor: [payor],
  period: { start: '2024-01-01', end: '2026-12-31' },
});

const conditionOf = ({ patient, doctor, at }: Scene, encounter: Reference, diagnosis: Named): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: { coding: [{ system: `${terminology}/condition-clinical`, code: 'active' }] },
  verificationStatus: { coding: [{ system: `${terminology}/condition-ver-status`, code: 'confirmed' }] },
  category: [{ coding: [{ system: `${terminology}/condition-category`, code: 'encounter-diagnosis' }] }],
  code: coded(codeSystems.icd10, diagnosis),
  subject: patient,
  encounter,
  recorder: doctor,
  onsetDateTime: at(0),
  recordedDate: at(20),
});

function addVitals({ random, bundle, patient, nurse, at }: Scene, encounter: Reference): void {
  const occasion: Occasion = { subject: patient, encounter, performer: nurse, at: at(5) };
  bundle.add(bloodPressure(random, occasion));
  for (const sign of vitalSigns) bundle.add(vitalSign(random, occasion, sign));
}

function addLaboratory(
  { random, bundle, patient, doctor, nurse, clinic, at }: Scene,
  encounter: Reference,
  ordered: readonly Priced[],
  reasonReference: Reference[],
): void {
  const specimen = bundle.add({
    resourceType: 'Specimen',
    status: 'available',
    subject: patient,
    type: { text: 'Máu tĩnh mạch' },
    collection: { collectedDateTime: at(25), collector: nurse },
  });
  const orders = ordered.map((service, place) =>
    bundle.add({
      resourceType: 'ServiceRequest',
      status: place === 0 && random.next() < 0.15 ? 'active' : 'completed',
      intent: 'order',
      priority: 'routine',
      code: coded(codeSystems.services7603, service),
      subject: patient,
      encounter,
      requester: doctor,
      authoredOn: at(20 + place),
      reasonReference,
    }),
  );
  const basedOn = orders.slice(0, 1);
  const first = random.whole(0, labTests.length - 1);
  const tests = Array.from({ length: random.whole(3, 5) }, (_, place) => labTests[(first + place) % labTests.length]);
  const occasion: Occasion = { subject: patient, encounter, performer: doctor, at: at(60) };
  const result = tests
    .filter((test) => test !== undefined)
    .map((test) => bundle.add({ ...labResult(random, occasion, test), basedOn, specimen }));
  bundle.add({
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [{ coding: [{ system: `${terminology}/v2-0074`, code: 'LAB' }] }],
    code: coded(codeSystems.loinc, { code: '11502-2', display: 'Phiếu kết quả xét nghiệm' }),
    subject: patient,
    encounter,
    basedOn,
    effectiveDateTime: at(60),
    issued: at(65),
    performer: [clinic],
    result,
    specimen: [specimen],
    conclusion: 'Kết quả đã duyệt',
  });
}

function addPrescription(
  { random, bundle, patient, doctor, at }: Scene,
  encounter: Reference,
  reasonReference: Reference[],
) {
  for (let left = random.whole(1, 2); left > 0; left--)
    bundle.add({
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: coded(codeSystems.drugProduct, random.pick(drugs)),
      subject: patient,
      encounter,
      authoredOn: at(75),
      requester: doctor,
      reasonReference,
      dosageInstruction: [
        {
          text: 'Uống 1 viên, ngày 2 lần, sau ăn',
          timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseQuantity: { value: 1, unit: 'viên' } }],
        },
      ],
      dispenseRequest: { quantity: { value: random.whole(10, 60), unit: 'viên' }, numberOfRepeatsAllowed: 0 },
    });
}

function addCharge({ bundle, patient, at }: Scene, context: Reference, service: Priced): void {
  bundle.add({
    resourceType: 'ChargeItem',
    status: 'billable',
    code: coded(codeSystems.services7603, service),
    subject: patient,
    context,
    occurrenceDateTime: at(80),
    quantity: { value: 1 },
    priceOverride: { value: service.price, currency: 'VND' },
  });
}

function claimOf(
  { patient, coverage, clinic, at }: Scene,
  encounter: Reference,
  found: readonly Named[],
  ordered: readonly Priced[],
): Claim {
  const price = (service: Priced) => ({ value: service.price, currency: 'VND' as const });
  return {
    resourceType: 'Claim',
    status: 'active',
    type: { coding: [{ system: `${terminology}/claim-type`, code: 'institutional' }] },
    use: 'claim',
    patient,
    created: at(90),
    provider: clinic,
    priority: { coding: [{ code: 'normal' }] },
    insurance: [{ sequence: 1, focal: true, coverage }],
    diagnosis: found.map((diagnosis, place) => ({
      sequence: place + 1,
      diagnosisCodeableConcept: coded(codeSystems.icd10, diagnosis),
    })),
    item: ordered.map((service, place) => ({
      sequence: place + 1,
      productOrService: coded(codeSystems.services7603, service),
      encounter: [encounter],
      quantity: { value: 1 },
      unitPrice: price(service),
      net: price(service),
    })),
    total: { value: ordered.reduce((sum, service) => sum + service.price, 0), currency: 'VND' },
  };
}
