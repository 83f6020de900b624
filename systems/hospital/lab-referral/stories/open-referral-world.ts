import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { DiagnosticReport, Encounter, Patient, ServiceRequest, Specimen, Task } from 'fhir/r4';
import { labReferral } from '../index.ts';
import { saveReferralLaboratory } from '../operations/save-referral-laboratory.ts';

export const VITAMIN = '23.0200.1465';
export const HBV_DNA = '24.0136.1651';
export const GLUCOSE = '23.0075.1494';
const names: Readonly<Record<string, string>> = {
  [VITAMIN]: 'Định lượng Vitamin B12',
  [HBV_DNA]: 'HBV đo tải lượng Real-time PCR',
  [GLUCOSE]: 'Định lượng Glucose',
};

/** An order, its tube, and the report in which its results would stand. */
export interface Ordered {
  readonly order: ServiceRequest;
  readonly tube: Specimen;
  readonly report: DiagnosticReport;
  /** of the tube */
  readonly number: string;
}

export interface ReferralWorld {
  readonly hospital: TestHospital;
  readonly patient: Patient;
  /** `Organization/…` of the institute that usually measures vitamin and virus */
  readonly institute: string;
  /** one tube with these tests, received at half past seven unless it is `received: false` */
  ordered(
    tests: readonly string[],
    more?: { readonly isReceived?: boolean; readonly who?: Patient },
  ): Promise<Ordered[]>;
  /** the referral of an order as it stands */
  referral(order: ServiceRequest): Promise<Task | undefined>;
}

const laboratoryTags = ['to-enter', 'to-enter.routine'].map((code, at) => ({
  system: at === 0 ? codeSystems.labBench : codeSystems.labQueue,
  code,
}));

/** Writes what ordering and receiving leave in the record, as the rooms that do it would. */
function orderingAt({ as, settled }: TestHospital, patient: Patient): ReferralWorld['ordered'] {
  const { store } = as('tool');
  let turn = 0;

  return async (tests, { isReceived = true, who = patient } = {}) => {
    const subject = { reference: `Patient/${who.id}` };
    const encounter = await store.create<Encounter>({
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject,
      period: { start: '2026-03-02T07:00:00+07:00' },
    });
    const visit = { reference: `Encounter/${encounter.id}` };
    const orders = await Promise.all(
      tests.map((code) => {
        turn += 1;
        return store.create<ServiceRequest>({
          resourceType: 'ServiceRequest',
          identifier: [{ system: identifierSystems.orderNumber, value: `260302X${String(turn).padStart(6, '0')}` }],
          status: 'active',
          intent: 'order',
          category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
          code: { coding: [{ system: codeSystems.services7603, code }], text: names[code] ?? '' },
          subject,
          encounter: visit,
          authoredOn: '2026-03-02T07:10:00+07:00',
          requester: { display: 'Bác sĩ Thử' },
        });
      }),
    );
    turn += 1;
    const number = `260302${String(turn).padStart(6, '0')}`;
    const tube = await store.create<Specimen>({
      resourceType: 'Specimen',
      identifier: [{ system: identifierSystems.specimenNumber, value: number }],
      status: 'available',
      type: { text: 'Huyết thanh' },
      subject,
      request: orders.map(({ id }) => ({ reference: `ServiceRequest/${id}` })),
      collection: { collectedDateTime: '2026-03-02T07:20:00+07:00' },
      container: [{ description: 'Ống đỏ' }],
      ...(isReceived ? { receivedTime: '2026-03-02T07:28:00+07:00' } : {}),
    });
    const reports = await Promise.all(
      orders.map((order) =>
        store.create<DiagnosticReport>({
          resourceType: 'DiagnosticReport',
          meta: { tag: [...laboratoryTags] },
          identifier: order.identifier ?? [],
          status: 'registered',
          code: order.code ?? {},
          basedOn: [{ reference: `ServiceRequest/${order.id}` }],
          subject,
          encounter: visit,
          specimen: [{ reference: `Specimen/${tube.id}` }],
        }),
      ),
    );
    await settled();
    return orders.flatMap((order, at) => {
      const report = reports[at];
      return report === undefined ? [] : [{ order, tube, report, number }];
    });
  };
}

/** A house that sends vitamin and virus tests to an institute; half past seven on a Monday. */
export async function openReferralWorld(): Promise<ReferralWorld> {
  const hospital = await openTestHospital([labReferral], {
    concepts: Object.entries(names).map(([code, display]) => ({
      system: codeSystems.services7603,
      code,
      display,
      properties: { price: 250_000, unit: 'Lần' },
      validFrom: '2026-01-01',
    })),
  });
  const { store } = hospital.as('tool');
  const institute = await hospital.as('lab-head').call(saveReferralLaboratory, undefined, {
    code: '79001',
    name: 'Viện Vi sinh Miền Nam',
    phone: '028 1234 5678',
    address: '12 Đường Thử, Quận 3',
    qualityLevel: 'iso15189',
    test: [
      { code: VITAMIN, hours: 48, usual: true },
      { code: HBV_DNA, hours: 72, usual: true },
    ],
  });
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN26000001' }],
    name: [{ text: 'Trần Thị Thử', family: 'Trần', given: ['Thị', 'Thử'] }],
    gender: 'female',
    birthDate: '1990-05-09',
  });
  return {
    hospital,
    patient,
    institute: `Organization/${institute.id}`,
    ordered: orderingAt(hospital, patient),
    async referral(order) {
      const tasks = await hospital.all('Task');
      return tasks.find(({ focus }) => focus?.reference === `ServiceRequest/${order.id}`);
    },
  };
}
