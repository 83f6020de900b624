import { chargeItem, codeSystems, extensions, identifierSystems, parseQuantity3, parseUnitPrice } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Account, ChargeItem, Coverage, Encounter, Invoice, Patient } from 'fhir/r4';

export interface PricedLine {
  readonly price: string;
  readonly insurancePrice?: string;
  readonly name?: string;
  readonly quantity?: string;
}

export interface VisitOptions {
  readonly lines?: readonly PricedLine[];
  /** first three characters of the card; absent: no card */
  readonly card?: string;
  readonly status?: Encounter['status'];
}

/** One more line of cost on a visit. */
export async function addLine(hospital: TestHospital, encounter: Encounter, line: PricedLine): Promise<ChargeItem> {
  const { subject, account } = encounter;
  return hospital.as('tool').store.create(
    chargeItem({
      kind: 'service',
      code: '22.0121.1369',
      name: line.name ?? 'Tổng phân tích tế bào máu',
      quantity: parseQuantity3(line.quantity ?? '1'),
      unit: 'Lần',
      scope: '1',
      hospitalUnitPrice: parseUnitPrice(line.price),
      ...(line.insurancePrice === undefined ? {} : { insuranceUnitPrice: parseUnitPrice(line.insurancePrice) }),
      costGroup: '1',
      orderedAt: '2026-03-02T08:00:00+07:00',
      orderedBy: [],
      performedBy: [],
      department: 'K01',
      patient: { reference: subject?.reference ?? '' },
      encounter: { reference: `Encounter/${encounter.id}` },
      ...(account?.[0] === undefined ? {} : { account: account[0] }),
    }),
  );
}

let visits = 0;

/** A patient at the cashier's window, with a card and lines of cost. */
export async function visitWithCosts(
  hospital: TestHospital,
  { lines = [{ price: '500000' }], card, status = 'in-progress' }: VisitOptions = {},
): Promise<{ encounter: Encounter; at: string }> {
  const { store } = hospital.as('tool');
  visits += 1;
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: `26-${String(visits).padStart(6, '0')}` }],
    name: [{ text: 'Trần Đình Thử' }],
    gender: 'male',
    birthDate: '1986-03-05',
  });
  const subject = { reference: `Patient/${patient.id}` };
  const coverage =
    card === undefined
      ? undefined
      : await store.create<Coverage>({
          resourceType: 'Coverage',
          status: 'active',
          beneficiary: subject,
          payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
          identifier: [{ system: identifierSystems.insuranceCard, value: `${card}019900000001` }],
          period: { start: '2026-01-01', end: '2026-12-31' },
        });
  const account = await store.create<Account>({
    resourceType: 'Account',
    status: 'active',
    subject: [subject],
    ...(coverage === undefined
      ? {}
      : { coverage: [{ coverage: { reference: `Coverage/${coverage.id}` }, priority: 1 }] }),
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    type: [{ coding: [{ system: codeSystems.encounterType, code: '01' }] }],
    extension: [
      {
        url: extensions.entitlement,
        valueCodeableConcept: { coding: [{ system: codeSystems.entitlement, code: card === undefined ? '9' : '1.1' }] },
      },
    ],
    subject,
    account: [{ reference: `Account/${account.id}` }],
    period: { start: '2026-03-02T07:45:00+07:00' },
  });
  for (const line of lines) await addLine(hospital, encounter, line);
  return { encounter, at: `Encounter/${encounter.id}` };
}

export const vnd = (value: number) => ({ value, currency: 'VND' });

export const receiptsOf = async (hospital: TestHospital, encounter: Encounter): Promise<Invoice[]> =>
  (await hospital.as('tool').store.search('Invoice', `subject=${encounter.subject?.reference}`)).filter(
    ({ status }) => status === 'balanced',
  );
