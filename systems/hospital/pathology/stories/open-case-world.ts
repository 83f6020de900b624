import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { DiagnosticReport, Encounter, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { pathologyServices } from '../catalogs/pathology-services.ts';
import { synopticForms } from '../forms/synoptic-forms.ts';
import { pathology } from '../index.ts';

export const BIOPSY = '25.0030.1751';
export const FROZEN = '25.0090.1757';
export const PAP = '25.0074.1736';
export const IHC = '25.0061.1746';

/** prices of the test hospital; urine cytology has none any more */
const prices = [...pathologyServices.map(({ code, name }) => ({ code, name })), { code: IHC, name: 'Hóa mô' }].map(
  ({ code, name }) => ({
    system: codeSystems.services7603,
    code,
    display: name,
    properties: { price: 300_000, unit: 'Lần' },
    ...(code === '25.0022.1735' ? { validTo: '2026-03-01' } : {}),
  }),
);

export interface CaseWorld {
  readonly hospital: TestHospital;
  readonly patient: Patient;
  readonly encounter: Encounter;
  order(service: string, more?: object): Promise<ServiceRequest>;
  /** numbers on the containers of an order */
  numbers(order: ServiceRequest): Promise<string[]>;
  /** ordered and accepted */
  accept(service: string, more?: object): Promise<DiagnosticReport>;
  press<Out = { version: string }>(role: string, verb: string, report: DiagnosticReport, input?: object): Promise<Out>;
  /** a biopsy that was grossed, stained and read */
  read(codes: readonly string[], more?: object): Promise<DiagnosticReport>;
}

let turn = 0;

/** A hospital with a bench of pathology and one patient in a running visit, half past seven on a Monday. */
export async function openCaseWorld(): Promise<CaseWorld> {
  const hospital = await openTestHospital([pathology], { concepts: prices });
  const { store } = hospital.as('tool');
  for (const form of synopticForms) await store.update(form);
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN26000001' }],
    name: [{ text: 'Trần Thị Thử', family: 'Trần', given: ['Thị', 'Thử'] }],
    gender: 'female',
    birthDate: '1970-05-09',
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
  const world: CaseWorld = {
    hospital,
    patient,
    encounter,
    async order(service, more = {}) {
      turn += 1;
      const { order } = await hospital
        .as('doctor')
        .call<{ order: ServiceRequest }>('Encounter/$order-pathology', `Encounter/${encounter.id}`, {
          service,
          container: [
            {
              site: 'stomach',
              what: `Hang vị, mảnh ${turn}`,
              collectedAt: '2026-03-02T07:05:00+07:00',
              fixedAt: '2026-03-02T07:10:00+07:00',
            },
          ],
          ...more,
        });
      return order;
    },
    async numbers({ specimen = [] }) {
      const found = await Promise.all(specimen.map((one): Promise<Specimen> => store.follow('Specimen', one)));
      return found.map(({ identifier }) => identifier?.[0]?.value ?? '');
    },
    async accept(service, more) {
      const order = await world.order(service, more);
      return hospital
        .as('lab-technician')
        .call<DiagnosticReport>('ServiceRequest/$accept-case', `ServiceRequest/${order.id}`, {
          container: await world.numbers(order),
        });
    },
    press: (role, verb, { id }, input = {}) =>
      hospital.as(role).call(`DiagnosticReport/${verb}`, `DiagnosticReport/${id}`, input),
    async read(codes, more) {
      const report = await world.accept(BIOPSY, more);
      await world.press('lab-technician', '$save-case', report, {
        gross: 'Hai mảnh mô 2 mm',
        block: [{ label: 'A1' }],
        slide: [{ block: 'A1', number: 1, stain: 'HE', ready: true }],
      });
      await world.press('lab-doctor', '$save-reading', report, {
        microscopy: 'Tuyến xâm nhập mô đệm',
        diagnosis: 'Dạ dày hang vị',
        code: codes,
      });
      return report;
    },
  };
  return world;
}

/** what is said when a verb is refused */
export const refusal = (code: string) => ({ code: `pathology.${code}` });
