import { identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type {
  BiologicallyDerivedProduct,
  Encounter,
  Patient,
  Procedure,
  ServiceRequest,
  Specimen,
  Task,
} from 'fhir/r4';
import { bloodBank } from '../index.ts';

type Who = 'doctor' | 'nurse' | 'lab-technician' | 'lab-doctor';

/** `4+ 0 4+ 0 4+` as it is read: anti-A, anti-B, anti-D, cells A, cells B */
export const reactions = (text: string, method = 'gel') => {
  const [antiA, antiB, antiD, cellA, cellB] = text.split(' ');
  return {
    antiA,
    antiB,
    antiD,
    ...(cellA === undefined ? {} : { cellA }),
    ...(cellB === undefined ? {} : { cellB }),
    method,
  };
};
export const A_POSITIVE = '4+ 0 4+ 0 4+';
export const O_POSITIVE = '0 0 4+ 4+ 4+';

export interface BankWorld {
  readonly hospital: TestHospital;
  readonly press: <Out>(who: Who, verb: string, at: string | undefined, input?: object) => Promise<Out>;
  patient(number: string, more?: Partial<Patient>): Promise<{ readonly patient: Patient; readonly visit: string }>;
  order(visit: string, more?: object): Promise<ServiceRequest>;
  sample(order: ServiceRequest, number: string, who?: Who): Promise<Specimen>;
  group(sample: Specimen, text: string, who?: Who): Promise<{ readonly state: string; readonly group?: string }>;
  /** a bag on the shelf */
  bag(donation: string, group: string, more?: object): Promise<BiologicallyDerivedProduct>;
  reserve(order: ServiceRequest, bag: BiologicallyDerivedProduct): Promise<Task>;
  crossmatch(use: Task, more?: object): Promise<Task>;
  issue(use: Task, bag: BiologicallyDerivedProduct, number: string): Promise<Task>;
  check(use: Task, bag: BiologicallyDerivedProduct, number: string, who: Who, more?: object): Promise<Task>;
  start(use: Task, more?: object): Promise<Procedure>;
  /** a patient of group A RhD positive, confirmed, with an order for two red cells */
  confirmed(
    number: string,
  ): Promise<{ readonly patient: Patient; readonly visit: string; readonly order: ServiceRequest }>;
}

const at = (resource: { readonly resourceType: string; readonly id?: string | undefined }): string =>
  `${resource.resourceType}/${resource.id}`;

async function admit(hospital: TestHospital, number: string, more: Partial<Patient>) {
  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: number }],
    name: [{ text: `Người Thử ${number}` }],
    gender: 'female',
    birthDate: '1980-05-09',
    ...more,
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject: { reference: at(patient) },
  });
  return { patient, visit: at(encounter) };
}

/** number of the tube that was drawn last from whom a bag is for */
async function newestTube(hospital: TestHospital, use: Task): Promise<string> {
  const mine = (await hospital.all('Specimen')).filter(({ subject }) => subject?.reference === use.for?.reference);
  const drawnAt = ({ collection }: Specimen) => Date.parse(collection?.collectedDateTime ?? '');
  const newest = mine.toSorted((a, b) => drawnAt(b) - drawnAt(a))[0];
  return (newest && identifierValue(newest, identifierSystems.specimenNumber)) ?? 'KHONG-CO';
}

/** A hospital with a blood bank, half past seven on a Monday. */
export async function openBankWorld(): Promise<BankWorld> {
  const hospital = await openTestHospital([bloodBank]);
  const press: BankWorld['press'] = (who, verb, at, input = {}) => hospital.as(who).call(verb, at, { ...input });
  const world: BankWorld = {
    hospital,
    press,
    patient: (number, more = {}) => admit(hospital, number, more),
    order: (visit, more = {}) =>
      press('doctor', 'Encounter/$order-blood', visit, {
        component: 'red-cells',
        units: 2,
        urgency: 'routine',
        reason: 'Thiếu máu nặng, Hb 58 g/L',
        ...more,
      }),
    sample: (order, number, who = 'nurse') =>
      press(who, 'ServiceRequest/$draw-blood-sample', at(order), { patient: number }),
    group: (sample, text, who = 'lab-technician') =>
      press(who, 'Specimen/$record-blood-group', at(sample), reactions(text)),
    bag: (donation, group, more = {}) =>
      press('lab-technician', 'BiologicallyDerivedProduct/$receive-blood-unit', undefined, {
        scan: [],
        component: 'red-cells',
        tested: true,
        donation,
        group,
        collected: '2026-02-20',
        expires: '2026-03-25',
        volume: 250,
        ...more,
      }),
    reserve: (order, bag) => press('lab-technician', 'ServiceRequest/$reserve-unit', at(order), { unit: bag.id }),
    crossmatch: async (use, more = {}) =>
      press('lab-technician', 'Task/$record-crossmatch', at(use), {
        sample: await newestTube(hospital, use),
        unit: use.focus?.reference?.split('/')[1] ?? '',
        saline: 'compatible',
        ahg: 'compatible',
        ...more,
      }),
    issue: (use, bag, number) =>
      press('lab-technician', 'Task/$issue-unit', at(use), { unit: bag.id, patient: number, receiver: 'ĐD Thử' }),
    check: (use, bag, number, who, more = {}) =>
      press(who, 'Task/$check-at-bedside', at(use), {
        patient: number,
        unit: bag.id,
        patientGroup: 'A',
        unitGroup: 'A',
        ...more,
      }),
    start: (use, more = {}) =>
      press('nurse', 'Task/$start-transfusion', at(use), { temperature: 36.8, pulse: 88, ...more }),
    async confirmed(number) {
      const { patient, visit } = await world.patient(number);
      const order = await world.order(visit);
      await world.group(await world.sample(order, number), A_POSITIVE);
      await world.group(await world.sample(order, number, 'doctor'), A_POSITIVE, 'lab-doctor');
      return { patient, visit, order };
    },
  };
  return world;
}
