import { moneyOf, type PersonLine, personLine, present, sumXu, toVnDay } from '@lienmach/core';
import { type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Money, Patient, Reference } from 'fhir/r4';
import { debtCode } from '../rules/debt-task.ts';
import { type OwedVisit, owedVisits } from './owed-visits.ts';

interface Debt extends PersonLine {
  readonly encounter: Reference;
  readonly patient: Reference;
  readonly visitNumber?: string;
  readonly payable: Money;
  readonly paid: Money;
  readonly owed: Money;
  readonly since?: string;
}

interface Debts {
  readonly total: Money;
  readonly entry: readonly Debt[];
  readonly next?: string;
}

const PAGE = 50;
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const entryParts: readonly OperationParameter[] = [
  out('encounter', 'Reference'),
  out('patient', 'Reference'),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
  out('visitNumber', 'string', 0),
  ...['payable', 'paid', 'owed'].map((name) => out(name, 'Money')),
  out('since', 'dateTime', 0),
];

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';

const debtOf = ({ visit, encounter, taken, owed }: OwedVisit, patient: Patient | undefined, day: string): Debt => ({
  encounter: { reference: `Encounter/${visit.id}` },
  patient: { reference: visit.patient },
  ...personLine(patient, day),
  payable: moneyOf(visit.payable),
  paid: moneyOf(taken),
  owed: moneyOf(owed),
  ...present({ visitNumber: visit.number, since: encounter.period?.end }),
});

/** GET Account/$debts: who left and still owes, since when and how much as it is now, the oldest first. */
export const debts: Operation<{ readonly cursor?: string }, Debts> = {
  definition: {
    code: 'debts',
    title: { vi: 'Công nợ người bệnh', en: 'Debts of patients' },
    resource: ['Account'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'cursor', use: 'in', min: 0, max: '1', type: 'string' },
      out('total', 'Money'),
      { name: 'entry', use: 'out', min: 0, max: '*', part: entryParts },
      out('next', 'string', 0),
    ],
    allow: ['accountant', 'cashier'],
    readsAs: ['ledger', 'debt-desk'],
  },
  async run(ctx, _id, { cursor }) {
    const query = new URLSearchParams({
      code: debtCode,
      status: 'requested',
      _sort: 'authored-on',
      _count: String(PAGE),
    });
    const { items, next } = await ctx.store.page('Task', query.toString(), cursor);
    const visits = items.map(({ encounter }) => idOf(encounter?.reference));
    const owed = await owedVisits(ctx.store, await searchEach(ctx.store, 'Encounter', '_id', visits));
    const open = owed.filter((one) => one.owed > 0n);
    const order = new Map(visits.map((id, at) => [id, at]));
    const sorted = open.toSorted((a, b) => (order.get(a.visit.id) ?? 0) - (order.get(b.visit.id) ?? 0));
    const people = await searchEach(
      ctx.store,
      'Patient',
      '_id',
      sorted.map(({ visit }) => idOf(visit.patient)),
    );
    const byId = new Map(people.map((patient) => [`Patient/${patient.id}`, patient]));
    const day = toVnDay(ctx.now());
    return {
      total: moneyOf(sumXu(sorted.map((one) => one.owed))),
      entry: sorted.map((one) => debtOf(one, byId.get(one.visit.patient), day)),
      ...present({ next }),
    };
  },
};
