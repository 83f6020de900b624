import { codeSystems, identifierSystems, personName, toVnDay, toVnIso } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, Patient, ServiceRequest, Task } from 'fhir/r4';
import { queue } from '../index.ts';

export interface Arrival {
  readonly name?: string;
  readonly room?: string;
  readonly priority?: NonNullable<Task['priority']>;
  readonly birthDate?: string;
}

export interface WaitingRoom {
  readonly hospital: TestHospital;
  /** somebody takes a number; the answer is `Encounter/…` */
  arrive(arrival?: Arrival): Promise<string>;
  /** the doctor records the examination */
  examine(visit: string): Promise<void>;
  order(visit: string): Promise<ServiceRequest>;
  answer(order: ServiceRequest): Promise<void>;
  finish(visit: string): Promise<void>;
}

const AMBULATORY = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' };

/** The visit and its number as the desk writes them. */
function writer(hospital: TestHospital) {
  const last = new Map<string, number>();
  return async ({ name = 'Trần Đình Thử', room = 'noi-1', priority = 'routine', birthDate }: Arrival = {}) => {
    const { store } = hospital.as('tool');
    const number = (last.get(room) ?? 0) + 1;
    last.set(room, number);
    const patient = await store.create<Patient>({
      resourceType: 'Patient',
      identifier: [{ system: identifierSystems.patientNumber, value: `26-${room}-${number}` }],
      name: [personName(name)],
      gender: 'male',
      birthDate: birthDate ?? '1990-09-05',
    });
    const subject = { reference: `Patient/${patient.id}` };
    const encounter = await store.create<Encounter>({
      resourceType: 'Encounter',
      status: 'arrived',
      class: AMBULATORY,
      subject,
      period: { start: toVnIso(hospital.now()) },
      reasonCode: [{ text: 'Đau đầu' }],
    });
    const visit = { reference: `Encounter/${encounter.id}` };
    const group = `${room}-${toVnDay(hospital.now()).replaceAll('-', '')}`;
    await store.create<Task>({
      resourceType: 'Task',
      identifier: [{ system: identifierSystems.queueNumber, value: `${group}-${String(number).padStart(3, '0')}` }],
      groupIdentifier: { system: identifierSystems.queueNumber, value: group },
      status: 'requested',
      intent: 'order',
      priority,
      code: { coding: [{ system: codeSystems.taskKind, code: 'waiting-for-exam' }] },
      description: 'Đau đầu',
      for: subject,
      focus: visit,
      encounter: visit,
      authoredOn: toVnIso(hospital.now()),
    });
    return visit.reference;
  };
}

/** A hospital with waiting lists, half past seven on a Monday. */
export async function openWaitingRoom(): Promise<WaitingRoom> {
  const hospital = await openTestHospital([queue]);
  const { store } = hospital.as('tool');
  const set = async (visit: string, status: Encounter['status']) => {
    const encounter = await store.follow('Encounter', { reference: visit });
    await store.update<Encounter>({ ...encounter, status });
    const tasks = await store.search('Task', `focus=${visit}&status=requested`);
    for (const task of tasks) await store.update<Task>({ ...task, status: 'completed' });
  };
  return {
    hospital,
    arrive: writer(hospital),
    examine: (visit) => set(visit, 'in-progress'),
    finish: (visit) => set(visit, 'finished'),
    async order(visit) {
      const { subject } = await store.follow('Encounter', { reference: visit });
      return store.create<ServiceRequest>({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: subject?.reference ?? '' },
        encounter: { reference: visit },
        authoredOn: toVnIso(hospital.now()),
      });
    },
    async answer(order) {
      await store.update<ServiceRequest>({ ...order, status: 'completed' });
    },
  };
}
