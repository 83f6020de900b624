import type { Context } from '@lienmach/system-kit';
import type { Practitioner, Reference, ServiceRequest, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { LabPaper } from '../exchange/paper-data.ts';

const isAlive = ({ status }: ServiceRequest): boolean => status === 'active' || status === 'completed';

const byNumber = (a: ServiceRequest, b: ServiceRequest): number =>
  (a.identifier?.[0]?.value ?? '').localeCompare(b.identifier?.[0]?.value ?? '');

async function specimensOf(ctx: Context, orders: readonly ServiceRequest[]): Promise<Specimen[]> {
  const references = new Set(
    orders.flatMap(({ specimen = [] }) => specimen.flatMap(({ reference }) => reference ?? [])),
  );
  return Promise.all([...references].map((reference) => ctx.store.follow('Specimen', { reference })));
}

const signerOf = (ctx: Context, person: Reference | undefined): Promise<Practitioner | undefined> =>
  person?.reference?.startsWith('Practitioner/') === true
    ? ctx.store.follow('Practitioner', person)
    : Promise.resolve(undefined);

export interface LoadedOrders extends LabPaper {
  signer(person: Reference | undefined): Promise<Practitioner | undefined>;
}

/** What all papers of the laboratory about one visit are made of. @throws laboratory.nothingToPrint without orders */
export async function loadPaper(ctx: Context, id: string): Promise<LoadedOrders> {
  const encounter = await ctx.store.read('Encounter', id);
  const here = `encounter=Encounter/${id}`;
  const [patient, conditions, all] = await Promise.all([
    ctx.store.follow('Patient', encounter.subject),
    ctx.store.search('Condition', here),
    ctx.store.search('ServiceRequest', `${here}&category=laboratory,SP,CP,MB`),
  ]);
  const orders = all.filter(isAlive).sort(byNumber);
  if (orders.length === 0) throw errors.nothingToPrint({ at: 'Encounter' });
  const specimens = await specimensOf(ctx, orders);
  return { encounter, patient, conditions, orders, specimens, person: undefined, signer: (who) => signerOf(ctx, who) };
}
