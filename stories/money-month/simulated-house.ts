import { moneyOf, xu } from '@lienmach/core';
import { systems } from '@lienmach/server';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { FhirResource, Money } from 'fhir/r4';
import { openPretendedProvider } from './pretended-provider.ts';

/** Somebody at the counter, or the bank outside. */
export interface Person {
  call<Out>(operation: string, at: string | undefined, input?: object): Promise<Out>;
}

/** The whole house on a clock that the month moves. */
export interface SimulatedHouse {
  readonly hospital: TestHospital;
  /** two people take turns at the window, a third one checks */
  readonly cashiers: readonly [Person, Person];
  readonly checker: Person;
  readonly bank: Person;
  /** whoever keeps the books; may ask the claims room and the counter too */
  readonly accountant: Person;
  /** writes what wards and desks write during a visit */
  write<R extends FhirResource>(resource: R): Promise<R>;
  update<R extends FhirResource>(resource: R): Promise<R>;
  tick(minutes: number): void;
  close(): Promise<void>;
}

export const vnd = (dong: bigint | number): Money => moneyOf(xu(BigInt(dong) * 100n));

/** @param startsAt  instant of the first morning */
export async function openSimulatedHouse(startsAt: string): Promise<SimulatedHouse> {
  const provider = await openPretendedProvider();
  const service = {
    id: 'nha-cung-cap-thu',
    kind: 'invoice-provider',
    address: provider.address,
    isInside: true,
    secrets: { key: 'chi-de-thu-khong-dung-o-dau' },
  };
  const invoicing = { taxNumber: '0100109106', form: '2', isCoded: true, series: 'AA' } as const;
  const hospital = await openTestHospital(systems, { startsAt, site: { invoicing }, services: [service] });
  const { store } = hospital.as('tool');
  const person = async (id: string, roles: readonly string[]): Promise<Person> => {
    await store.update({ resourceType: 'Practitioner', id, active: true, name: [{ text: id }] });
    const actor = { reference: `Practitioner/${id}`, display: id, roles: [...roles], client: 'money-month' };
    return {
      call: <Out>(operation: string, at: string | undefined, input: object = {}) =>
        hospital.host.call<Out>(actor, operation, at, { ...input }),
    };
  };
  return {
    hospital,
    cashiers: [await person('thu-ngan-1', ['cashier']), await person('thu-ngan-2', ['cashier'])],
    checker: await person('truong-quay', ['cashier']),
    bank: await person('ngan-hang', ['bank']),
    accountant: await person('ke-toan', ['accountant', 'cashier', 'claims-clerk']),
    write: (resource) => store.create(resource),
    update: (resource) => store.update(resource),
    tick: (minutes) => hospital.tick(minutes),
    async close() {
      await hospital.close();
      await provider.close();
    },
  };
}
