import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital, type TestHospitalOptions } from '@lienmach/testing';
import type { DiagnosticReport, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { microbiology } from '../index.ts';

export interface CultureWorld {
  readonly hospital: TestHospital;
  readonly patient: Patient;
  /** an ordered culture with its specimen, drawn this morning */
  order(number: string, more?: Partial<ServiceRequest>, specimen?: Partial<Specimen>): Promise<ServiceRequest>;
  /** ordered and received */
  receive(number: string, kind: string): Promise<DiagnosticReport>;
  save(report: DiagnosticReport, sheet: object): Promise<{ version: string; alert: string[] }>;
  release(report: DiagnosticReport, input: object): Promise<DiagnosticReport>;
}

/** A hospital with a culture bench and one patient, half past seven on a Monday. */
export async function openCultureWorld(options: TestHospitalOptions = {}): Promise<CultureWorld> {
  const hospital = await openTestHospital([microbiology], options);
  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN26000001' }],
    name: [{ text: 'Trần Thị Thử', family: 'Trần', given: ['Thị', 'Thử'] }],
    gender: 'female',
    birthDate: '1950-05-09',
  });
  const subject = { reference: `Patient/${patient.id}` };
  const at = (id: string | undefined): string => `DiagnosticReport/${id}`;
  const world: CultureWorld = {
    hospital,
    patient,
    async order(number, more = {}, specimen = {}) {
      const tube = await store.create<Specimen>({
        resourceType: 'Specimen',
        subject,
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0487', code: 'BLD' }] },
        collection: { collectedDateTime: '2026-03-02T07:05:00+07:00' },
        ...specimen,
      });
      return store.create<ServiceRequest>({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        identifier: [{ system: identifierSystems.orderNumber, value: number }],
        code: {
          coding: [{ system: codeSystems.services7603, code: '24.0004.1716' }],
          text: 'Vi khuẩn nuôi cấy và định danh hệ thống tự động',
        },
        subject,
        authoredOn: '2026-03-02T07:00:00+07:00',
        specimen: [{ reference: `Specimen/${tube.id}` }],
        ...more,
      });
    },
    async receive(number, kind) {
      const { id } = await world.order(number);
      return hospital
        .as('lab-technician')
        .call<DiagnosticReport>('ServiceRequest/$receive-culture', `ServiceRequest/${id}`, { kind });
    },
    save: ({ id }, sheet) =>
      hospital
        .as('lab-technician')
        .call<{ version: string; alert: string[] }>('DiagnosticReport/$save-culture', at(id), {
          smear: [],
          reading: [],
          isolate: [],
          ...sheet,
        }),
    release: ({ id }, input) =>
      hospital.as('lab-doctor').call<DiagnosticReport>('DiagnosticReport/$release-culture', at(id), { ...input }),
  };
  return world;
}

/** `CRO >32, MEM 0.25` as somebody types it */
export const typed = (text: string): { agent: string; value: string }[] =>
  text.split(', ').map((one) => ({ agent: one.slice(0, 3), value: one.slice(4) }));
