import { codeSystems, extensions, identifierSystems, moneyOf, toVnIso, xu } from '@lienmach/core';
import { defineSystem, type Operation } from '@lienmach/system-kit';
import type { TestHospital } from '@lienmach/testing';
import type { Encounter, Invoice, Money, Patient } from 'fhir/r4';

export const vnd = (value: number): Money => ({ value, currency: 'VND' });

let count = 0;

/** A patient with a visit, as the registration leaves it. */
export async function visitFor(
  hospital: TestHospital,
  status: Encounter['status'] = 'in-progress',
): Promise<{ encounter: Encounter; at: string }> {
  const { store } = hospital.as('tool');
  count += 1;
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: `26-${String(count).padStart(6, '0')}` }],
    name: [{ text: 'Lê Thị Thử' }],
    gender: 'female',
    birthDate: '1990-01-02',
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
    period: { start: '2026-03-02T07:45:00+07:00' },
  });
  return { encounter, at: `Encounter/${encounter.id}` };
}

export interface PaperOptions {
  readonly kind?: 'receipt' | 'deposit' | 'refund';
  /** whole đồng, above zero */
  readonly dong: number;
  /** default: now */
  readonly date?: string;
  readonly refundOf?: Invoice;
  /** what the last lines of a receipt say; absent: one line with the whole */
  readonly lines?: readonly (readonly [string, number])[];
}

const prefixes = { receipt: 'PT', deposit: 'TU', refund: 'HT' } as const;
let papers = 0;

/** A paper of the counter, as the cashier's room writes it. */
export function paperFor(hospital: TestHospital, encounter: Encounter, options: PaperOptions): Promise<Invoice> {
  const { kind = 'receipt', dong, date = toVnIso(hospital.now()), refundOf, lines = [['Công khám', dong]] } = options;
  papers += 1;
  const total = moneyOf(xu(BigInt(kind === 'refund' ? -dong : dong) * 100n));
  return hospital.as('tool').store.create<Invoice>({
    resourceType: 'Invoice',
    status: 'balanced',
    ...(kind === 'receipt' ? {} : { type: { coding: [{ system: codeSystems.invoiceKind, code: kind }] } }),
    ...(refundOf === undefined
      ? {}
      : { extension: [{ url: extensions.refundOf, valueReference: { reference: `Invoice/${refundOf.id}` } }] }),
    identifier: [
      { system: identifierSystems.paymentKey, value: `${encounter.id}.${papers}` },
      { system: identifierSystems.receiptNumber, value: `${prefixes[kind]}${String(papers).padStart(6, '0')}` },
    ],
    subject: { reference: encounter.subject?.reference ?? '' },
    date,
    participant: [{ actor: { reference: 'Practitioner/cashier' } }],
    lineItem: lines.map(([text, amount], index) => ({
      sequence: index + 1,
      chargeItemCodeableConcept: { text },
      priceComponent: [{ type: amount < 0 ? 'deduction' : 'base', amount: vnd(amount) }],
    })),
    totalNet: total,
    totalGross: total,
    paymentTerms: 'Tiền mặt',
  });
}

/** A second person cancelled a receipt. */
export async function cancelled(hospital: TestHospital, paper: Invoice): Promise<Invoice> {
  const { store } = hospital.as('tool');
  const now = await store.read('Invoice', paper.id ?? '');
  return store.update<Invoice>({ ...now, status: 'cancelled', cancelledReason: 'Thu nhầm người' });
}

/** What visits still owe, by `Encounter/<id>`; the cashier's room computes it in the real house. */
export const dueOf = new Map<string, number>();

const costStatement: Operation<void, { due: Money }> = {
  definition: {
    code: 'cost-statement',
    title: { vi: 'Bảng kê (thử)', en: 'Cost statement (test)' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [{ name: 'due', use: 'out', min: 1, max: '1', type: 'Money' }],
    allow: ['cashier'],
  },
  run: async (_ctx, id) => ({ due: vnd(dueOf.get(`Encounter/${id}`) ?? 0) }),
};

/** Stands in for the cashier's room. */
export const costDesk = defineSystem({
  id: 'cost-desk',
  title: { vi: 'Bảng kê (thử)', en: 'Cost desk (test)' },
  operations: [costStatement],
});
