import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Endpoint } from 'fhir/r4';
import { afterAll, beforeAll } from 'vitest';
import { integrationDesk } from '../index.ts';

/** An analyzer that sends HL7 to a port of its own. */
export const analyzer = {
  direction: 'in',
  transport: { kind: 'mllp', port: 2599 },
  partner: { id: 'may-huyet-hoc' },
};

interface Desk {
  readonly hospital: TestHospital;
  call<Out>(verb: string, at: string | undefined, input?: object): Promise<Out>;
  save(input?: object): Promise<Endpoint>;
}

/** One hospital for a test file, and its integrator. */
export function deskWorld(): Desk {
  let hospital: TestHospital;
  beforeAll(async () => {
    hospital = await openTestHospital([integrationDesk]);
  });
  afterAll(() => hospital.close());
  const call = <Out>(verb: string, at: string | undefined, input: object = {}) =>
    hospital.as('integrator').call<Out>(`Endpoint/$${verb}`, at, input);
  return {
    get hospital() {
      return hospital;
    },
    call,
    save: (input = {}) =>
      call('save-channel', undefined, {
        id: 'may-huyet-hoc',
        name: 'Máy huyết học',
        definition: JSON.stringify(analyzer),
        ...input,
      }),
  };
}
