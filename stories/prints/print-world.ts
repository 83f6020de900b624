import { chargeItem, codeSystems, extensions, identifierSystems, parseQuantity3, parseUnitPrice } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Account, Condition, Encounter, FhirResource, Patient } from 'fhir/r4';
import { laboratoryOf } from './laboratory-of.ts';
import { moneyOfVisit } from './money-of-visit.ts';
import { papersOf } from './papers-of.ts';
import { prescriptionOf } from './prescription-of.ts';
import type { PrintCase } from './print-cases.ts';
import { type Seat, time } from './seat.ts';

/** Where the papers of one visit are asked for. */
export interface PrintWorld {
  readonly encounter: string;
  readonly invoices: readonly string[];
  readonly shift: string;
}

const ROLE = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';

async function openVisit(
  hospital: TestHospital,
  plan: PrintCase,
  number: number,
): Promise<Seat & { visit: Encounter }> {
  const { store } = hospital.as('tool');
  const save = <R extends FhirResource>(resource: R): Promise<R> => store.create(resource);
  const patient = await save<Patient>({
    resourceType: 'Patient',
    identifier: [
      { system: identifierSystems.patientNumber, value: `26-${String(18374 + number).padStart(6, '0')}` },
      { system: identifierSystems.personalNumber, value: '099158000123' },
    ],
    name: [{ text: plan.name }],
    gender: 'female',
    birthDate: '1958-03-12',
    address: [{ text: plan.address }],
    telecom: [{ system: 'phone', value: '0000 000 123' }],
  });
  const subject = { reference: `Patient/${patient.id}` };
  const account = await save<Account>({ resourceType: 'Account', status: 'active', subject: [subject] });
  const visit = await save<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    type: [{ coding: [{ system: codeSystems.encounterType, code: '01' }] }],
    priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActPriority', code: 'UR' }] },
    extension: [
      {
        url: extensions.entitlement,
        valueCodeableConcept: { coding: [{ system: codeSystems.entitlement, code: '9' }] },
      },
    ],
    identifier: [
      { system: identifierSystems.queueNumber, value: `noi-1-20260302-${String(46 + number).padStart(3, '0')}` },
      { system: identifierSystems.recordNumber, value: `99001.26.00018${number}` },
    ],
    subject,
    account: [{ reference: `Account/${account.id}` }],
    period: { start: time(0) },
    reasonCode: [{ text: 'Đau đầu, hoa mắt hai ngày nay' }],
    location: [{ location: { identifier: { system: identifierSystems.room, value: 'noi-1' }, display: plan.room } }],
  });
  return { hospital, plan, subject, visit, encounter: { reference: `Encounter/${visit.id}` }, save };
}

async function diagnose({
  hospital,
  plan,
  subject,
  encounter,
  save,
  visit,
}: Seat & { visit: Encounter }): Promise<void> {
  const conditions: Condition[] = [];
  for (const [code, text] of plan.diagnoses) {
    conditions.push(
      await save<Condition>({
        resourceType: 'Condition',
        code: { coding: [{ system: codeSystems.icd10, code }], text },
        subject,
        encounter,
      }),
    );
  }
  await hospital.as('tool').store.update<Encounter>({
    ...visit,
    diagnosis: conditions.map(({ id }, index) => ({
      condition: { reference: `Condition/${id}` },
      use: { coding: [{ system: ROLE, code: 'DD' }] },
      rank: index + 1,
    })),
  });
}

async function charge({ plan, subject, encounter, save, visit }: Seat & { visit: Encounter }): Promise<void> {
  for (let line = 1; line <= plan.lines; line += 1) {
    await save(
      chargeItem({
        kind: 'service',
        code: '22.0121.1369',
        name: `${plan.service} ${line}`,
        quantity: parseQuantity3('1'),
        unit: 'Lần',
        scope: '1',
        hospitalUnitPrice: parseUnitPrice(plan.price),
        costGroup: '1',
        orderedAt: time(line),
        orderedBy: [],
        performedBy: [],
        department: 'K01',
        patient: subject,
        encounter,
        ...(visit.account?.[0] === undefined ? {} : { account: visit.account[0] }),
      }),
    );
  }
}

/** One visit with everything its papers speak of, written as the rooms write it. */
export async function printWorld(hospital: TestHospital, plan: PrintCase, number: number): Promise<PrintWorld> {
  const seat = await openVisit(hospital, plan, number);
  await diagnose(seat);
  await charge(seat);
  await prescriptionOf(seat);
  await laboratoryOf(seat);
  await papersOf(seat);
  const { invoices, shift } = await moneyOfVisit(seat, number);
  return { encounter: seat.encounter.reference, invoices, shift };
}
