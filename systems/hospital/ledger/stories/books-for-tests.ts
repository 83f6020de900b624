import {
  chargeItem,
  codeSystems,
  extensions,
  identifierSystems,
  moneyOf,
  parseQuantity3,
  parseUnitPrice,
  xu,
} from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type {
  Account,
  ChargeItem,
  Encounter,
  Invoice,
  Money,
  Patient,
  PaymentNotice,
  PaymentReconciliation,
} from 'fhir/r4';

export const vnd = (dong: number): Money => moneyOf(xu(BigInt(Math.round(dong * 100))));

const store = (hospital: TestHospital) => hospital.as('tool').store;
let numbers = 0;

export interface WrittenVisit {
  readonly encounter: Encounter;
  readonly charge: ChargeItem;
  readonly at: string;
}

/** A visit without a card that has ended, with one line of cost. @param end  absent: it still runs */
export async function writeVisit(
  hospital: TestHospital,
  {
    price = '500000',
    start = '2026-03-02T07:45:00+07:00',
    end = '2026-03-02T10:00:00+07:00',
  }: { price?: string; start?: string; end?: string | null } = {},
): Promise<WrittenVisit> {
  const house = store(hospital);
  numbers += 1;
  const patient = await house.create<Patient>({ resourceType: 'Patient', name: [{ text: `Người Thử ${numbers}` }] });
  const subject = { reference: `Patient/${patient.id}` };
  const account = await house.create<Account>({ resourceType: 'Account', status: 'active', subject: [subject] });
  const encounter = await house.create<Encounter>({
    resourceType: 'Encounter',
    status: end === null ? 'in-progress' : 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    identifier: [{ system: identifierSystems.claimId, value: `LK${numbers}` }],
    subject,
    account: [{ reference: `Account/${account.id}` }],
    period: { start, ...(end === null ? {} : { end }) },
  });
  const charge = await house.create(
    chargeItem({
      kind: 'service',
      code: '22.0121.1369',
      name: 'Tổng phân tích tế bào máu',
      quantity: parseQuantity3('1'),
      unit: 'Lần',
      scope: '1',
      hospitalUnitPrice: parseUnitPrice(price),
      costGroup: '1',
      orderedAt: '2026-03-02T08:00:00+07:00',
      orderedBy: [],
      performedBy: [],
      department: 'K01',
      patient: subject,
      encounter: { reference: `Encounter/${encounter.id}` },
      account: { reference: `Account/${account.id}` },
    }),
  );
  return { encounter, charge, at: `Encounter/${encounter.id}` };
}

export interface PaperOptions {
  readonly amount: number;
  /** what its lines say; absent: the same */
  readonly lines?: number;
  readonly method?: string;
  readonly at?: string;
  readonly status?: Invoice['status'];
  readonly kind?: 'deposit' | 'refund';
  readonly requestKey?: string;
}

/** A paper of the counter, as the cashier's window writes it. */
export function writePaper(
  hospital: TestHospital,
  { encounter }: WrittenVisit,
  options: PaperOptions,
): Promise<Invoice> {
  const { amount, lines = amount, method = 'Tiền mặt', at = '2026-03-02T02:30:00.000Z', status = 'balanced' } = options;
  numbers += 1;
  return store(hospital).create<Invoice>({
    resourceType: 'Invoice',
    status,
    ...(options.kind === undefined
      ? {}
      : { type: { coding: [{ system: codeSystems.invoiceKind, code: options.kind }] } }),
    identifier: [
      { system: identifierSystems.paymentKey, value: `${encounter.id}.${numbers}` },
      { system: identifierSystems.receiptNumber, value: `PT${numbers}` },
      ...(options.requestKey === undefined
        ? []
        : [{ system: identifierSystems.requestKey, value: options.requestKey }]),
    ],
    subject: { reference: encounter.subject?.reference ?? '' },
    issuer: { reference: hospital.site.facility.organization },
    date: at,
    participant: [{ actor: { reference: 'Practitioner/cashier' } }],
    lineItem: [{ chargeItemCodeableConcept: { text: 'Khám' }, priceComponent: [{ type: 'base', amount: vnd(lines) }] }],
    totalNet: vnd(amount),
    totalGross: vnd(amount),
    paymentTerms: method,
  });
}

/** What the bank tells. @param pays  the paper */
export function writeBankMoney(
  hospital: TestHospital,
  amount: number,
  { pays, key }: { pays?: Invoice; key?: string } = {},
): Promise<PaymentNotice> {
  numbers += 1;
  return store(hospital).create<PaymentNotice>({
    resourceType: 'PaymentNotice',
    status: 'active',
    identifier: [{ system: identifierSystems.bankTransaction, value: key ?? `nh.${numbers}` }],
    ...(pays === undefined ? {} : { request: { reference: `Invoice/${pays.id}` } }),
    created: '2026-03-02T09:31:00+07:00',
    payment: { display: 'FT' },
    recipient: { reference: hospital.site.facility.organization },
    amount: vnd(amount),
  });
}

/** A drawer that was counted. */
export function writeShift(
  hospital: TestHospital,
  {
    expected,
    notes,
    difference = 0,
    began = '2026-03-02T00:31:00.000Z',
  }: { expected: number; notes: number; difference?: number; began?: string },
): Promise<PaymentReconciliation> {
  numbers += 1;
  const line = (text: string, amount: number) => ({ type: { text }, amount: vnd(amount) });
  return store(hospital).create<PaymentReconciliation>({
    resourceType: 'PaymentReconciliation',
    status: 'active',
    identifier: [{ system: identifierSystems.cashShift, value: `cashier.${numbers}` }],
    extension: [
      {
        url: extensions.cashCount,
        extension: [
          { url: 'phase', valueCode: 'close' },
          { url: 'denomination', valueInteger: 100 },
          { url: 'pieces', valueInteger: notes / 100 },
        ],
      },
    ],
    period: { start: began, end: '2026-03-02T09:00:00.000Z' },
    created: began,
    requestor: { reference: 'Practitioner/cashier' },
    outcome: 'complete',
    paymentDate: '2026-03-02',
    paymentAmount: vnd(notes),
    detail: [
      line('Tiền đầu ca', 0),
      line('Thu tiền mặt', expected),
      line('Tiền mặt phải có', expected),
      line('Tiền mặt đếm được', notes),
      line('Chênh lệch', difference),
    ],
  });
}
