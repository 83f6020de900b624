import {
  chargeItem,
  codeSystems,
  extensions,
  identifierSystems,
  parseQuantity3,
  parseUnitPrice,
  toVnIso,
} from '@lienmach/core';
import type { Account, Bundle, BundleEntry, ChargeItem, Encounter, FhirResource } from 'fhir/r4';
import type { Dice } from './dice.ts';
import type { SimulatedHouse } from './simulated-house.ts';

export interface SimulatedVisit {
  readonly at: string;
  encounter: Encounter;
  readonly charges: ChargeItem[];
}

/** Invented cards of groups that pay 100, 95 and 80 percent. */
const cards = ['TE1', 'HN2', 'HT3', 'GD4', 'DN4'] as const;
const at = (name: string): string => `urn:uuid:00000000-0000-4000-8000-${name.padStart(12, '0')}`;
const PATIENT = at('1');
const ACCOUNT = at('2');
const COVERAGE = at('3');
const ENCOUNTER = at('4');
const CONDITION = at('5');

const entry = (fullUrl: string, resource: FhirResource): BundleEntry => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

const identifier = (system: string, value: string) => [{ system, value }];

function people(dice: Dice, number: number, isInsured: boolean): BundleEntry[] {
  const beneficiary = { reference: PATIENT };
  const patient = entry(PATIENT, {
    resourceType: 'Patient',
    identifier: identifier(identifierSystems.patientNumber, `26-${String(number).padStart(6, '0')}`),
    name: [{ text: `Người Thử ${number}` }],
    gender: dice.of(['male', 'female']),
    birthDate: `${1940 + dice.below(80)}-0${1 + dice.below(9)}-1${dice.below(9)}`,
  });
  const account: Account = {
    resourceType: 'Account',
    status: 'active',
    subject: [beneficiary],
    ...(isInsured ? { coverage: [{ coverage: { reference: COVERAGE }, priority: 1 }] } : {}),
  };
  const coverage = entry(COVERAGE, {
    resourceType: 'Coverage',
    status: 'active',
    beneficiary,
    payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
    identifier: identifier(identifierSystems.insuranceCard, `${dice.of(cards)}99${String(9_900_000_000 + number)}`),
    period: { start: '2026-01-01', end: '2026-12-31' },
  });
  return [patient, ...(isInsured ? [coverage] : []), entry(ACCOUNT, account)];
}

const encounterOf = (number: number, isStay: boolean, isInsured: boolean, start: string): Encounter => ({
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: isStay ? 'IMP' : 'AMB' },
  identifier: identifier(identifierSystems.claimId, `LKTHU${String(number).padStart(6, '0')}`),
  type: [{ coding: [{ system: codeSystems.encounterType, code: isStay ? '03' : '01' }] }],
  extension: [
    {
      url: extensions.entitlement,
      valueCodeableConcept: { coding: [{ system: codeSystems.entitlement, code: isInsured ? '1.1' : '9' }] },
    },
    {
      url: extensions.department,
      valueReference: { type: 'Organization', identifier: { system: identifierSystems.department, value: 'K01' } },
    },
  ],
  subject: { reference: PATIENT },
  account: [{ reference: ACCOUNT }],
  period: { start },
  diagnosis: [{ condition: { reference: CONDITION }, use: { coding: [{ code: 'DD' }] }, rank: 1 }],
});

/** A person comes: record of the person, card, account, visit, diagnosis in one bundle, as a desk writes it. */
export async function openVisit(
  house: SimulatedHouse,
  dice: Dice,
  number: number,
  { isStay }: { readonly isStay: boolean },
): Promise<SimulatedVisit> {
  const isInsured = !dice.once(3);
  const condition = entry(CONDITION, {
    resourceType: 'Condition',
    subject: { reference: PATIENT },
    code: { coding: [{ system: codeSystems.icd10, code: 'I10' }], text: 'Tăng huyết áp' },
  });
  const visit = entry(ENCOUNTER, encounterOf(number, isStay, isInsured, toVnIso(house.hospital.now())));
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [...people(dice, number, isInsured), condition, visit],
  };
  const written = await house.hospital.as('tool').store.transaction(bundle);
  const encounter = written.find((one): one is Encounter => one.resourceType === 'Encounter');
  if (encounter === undefined) throw new Error('no visit in the answer');
  return { at: `Encounter/${encounter.id}`, encounter, charges: [] };
}

const prices = ['45300', '100600', '21000.5', '7333.333', '189000', '1250750.25', '32800', '515'] as const;

/** Something is done for the patient and has its price: in scope, beyond it, or dearer than the fund counts. */
export async function charge(house: SimulatedHouse, dice: Dice, visit: SimulatedVisit): Promise<ChargeItem> {
  const price = dice.of(prices);
  const isDrug = dice.once(3);
  const now = toVnIso(house.hospital.now());
  const written = await house.write(
    chargeItem({
      kind: isDrug ? 'drug' : 'service',
      code: isDrug ? '40.30' : '22.0121.1369',
      name: isDrug ? 'Thuốc thử' : 'Tổng phân tích tế bào máu',
      quantity: parseQuantity3(dice.of(['1', '1', '2', '3', '0.5', '0.333', '28'])),
      unit: isDrug ? 'Viên' : 'Lần',
      scope: dice.once(6) ? '2' : '1',
      hospitalUnitPrice: parseUnitPrice(price),
      ...(dice.once(4) ? { insuranceUnitPrice: parseUnitPrice('500') } : {}),
      costGroup: isDrug ? '4' : '1',
      orderedAt: now,
      performedAt: now,
      orderedBy: [],
      performedBy: [],
      department: 'K01',
      patient: { reference: visit.encounter.subject?.reference ?? '' },
      encounter: { reference: visit.at },
      ...(visit.encounter.account?.[0] === undefined ? {} : { account: visit.encounter.account[0] }),
    }),
  );
  visit.charges.push(written);
  return written;
}

/** A line is taken back: it was not done after all. */
export async function takeBack(house: SimulatedHouse, visit: SimulatedVisit): Promise<void> {
  const last = visit.charges.pop();
  if (last !== undefined) await house.update<ChargeItem>({ ...last, status: 'aborted' });
}

/** The visit is over. */
export async function endVisit(house: SimulatedHouse, visit: SimulatedVisit): Promise<void> {
  visit.encounter = await house.update<Encounter>({
    ...visit.encounter,
    status: 'finished',
    period: { ...visit.encounter.period, end: toVnIso(house.hospital.now()) },
  });
}
