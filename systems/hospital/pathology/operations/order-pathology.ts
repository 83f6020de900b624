import { codeSystems, parseInstant, priceOf, toVnDay, toVnIso } from '@lienmach/core';
import { combine, isFhirError } from '@lienmach/outcome';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, Encounter, FhirResource, ServiceRequest } from 'fhir/r4';
import { type PathologyService, serviceOf } from '../catalogs/pathology-services.ts';
import { errors } from '../errors.ts';
import {
  type AskedContainer,
  type CaseGround,
  containerSpecimen,
  isSameOrder,
  orderObstacles,
  orderOfCase,
  reportOfCase,
} from '../rules/ordered-case.ts';
import { drawNumber } from './draw-number.ts';
import { putEntry, reportId } from './load-case.ts';

interface OrderInput {
  readonly service: string;
  readonly container: readonly AskedContainer[];
  readonly clinical?: string;
  readonly suspected?: boolean;
  readonly urgent?: boolean;
}

/** Asked now and not when the report is released: money must never hold back a result. */
async function serviceInForce(ctx: Context, code: string): Promise<PathologyService> {
  const service = serviceOf(code);
  if (service === undefined) throw errors.unknownService({ at: 'service', code: code.slice(0, 30) });
  const refusal = errors.notInForce({ at: 'service', name: service.name });
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code, date: toVnDay(ctx.now()) });
  if (concept === undefined) throw refusal;
  try {
    priceOf(concept);
  } catch (error) {
    throw isFhirError(error) ? refusal : error;
  }
  return service;
}

const zoned = (one: AskedContainer): AskedContainer => ({
  ...one,
  ...(one.collectedAt === undefined ? {} : { collectedAt: toVnIso(parseInstant(one.collectedAt, 'container')) }),
  ...(one.fixedAt === undefined ? {} : { fixedAt: toVnIso(parseInstant(one.fixedAt, 'container')) }),
});

const whatsOf = ({ container }: OrderInput): string[] => container.map(({ what }) => what.trim());

/** @throws pathology.orderedTwice */
async function refuseTwice(
  ctx: Context,
  encounter: string,
  service: PathologyService,
  input: OrderInput,
): Promise<void> {
  const open = await ctx.store.search('ServiceRequest', `encounter=Encounter/${encounter}&status=active`);
  if (open.some((order) => isSameOrder(order, service.code, whatsOf(input)))) {
    throw errors.orderedTwice({ at: 'service', name: service.name });
  }
}

const newId = (ctx: Context): string => Buffer.from(ctx.randomBytes(12)).toString('hex');

/** order, report and containers know each other by ids that are drawn beforehand */
async function entries(
  ctx: Context,
  encounter: Encounter,
  service: PathologyService,
  input: OrderInput,
): Promise<{ readonly order: string; readonly entry: readonly BundleEntry[] }> {
  const order = newId(ctx);
  const reference = { reference: `ServiceRequest/${order}` };
  const patient = encounter.subject ?? {};
  const containers: FhirResource[] = [];
  for (const asked of input.container) {
    const links = { number: await drawNumber(ctx, 'Specimen'), patient, order: reference, collector: ctx.actor };
    containers.push({ ...containerSpecimen(zoned(asked), links), id: newId(ctx) });
  }
  const ground: CaseGround = {
    service,
    number: await drawNumber(ctx, 'ServiceRequest'),
    patient,
    encounter: { reference: `Encounter/${encounter.id}` },
    requester: ctx.actor,
    orderedAt: toVnIso(ctx.now()),
    isUrgent: input.urgent === true,
    isSuspected: input.suspected === true,
    clinical: (input.clinical ?? '').trim(),
    specimens: containers.map(({ id }) => ({ reference: `Specimen/${id}` })),
    whats: whatsOf(input),
  };
  const report = { ...reportOfCase(ground, reference), id: reportId(order) };
  const made = [{ ...orderOfCase(ground), id: order }, report, ...containers, encounter];
  return { order, entry: made.map(putEntry) };
}

/** POST Encounter/{id}/$order-pathology: tissue or smears of this visit go to pathology, one case for what is told together. */
export const orderPathology: Operation<
  OrderInput,
  { readonly order: ServiceRequest; readonly report: DiagnosticReport }
> = {
  definition: {
    code: 'order-pathology',
    title: { vi: 'Chỉ định giải phẫu bệnh', en: 'Order pathology' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'service', 'code'),
      many('in', 'container', [
        one('in', 'site', 'code', 0),
        one('in', 'what', 'string'),
        one('in', 'collectedAt', 'dateTime', 0),
        one('in', 'fixedAt', 'dateTime', 0),
      ]),
      one('in', 'clinical', 'string', 0),
      one('in', 'suspected', 'boolean', 0),
      one('in', 'urgent', 'boolean', 0),
      one('out', 'order', 'ServiceRequest'),
      one('out', 'report', 'DiagnosticReport'),
    ],
    allow: ['doctor'],
  },

  async run(ctx, id, input) {
    const encounter = await ctx.store.read('Encounter', id);
    const service = await serviceInForce(ctx, input.service);
    const obstacles = orderObstacles(encounter, input.container.map(zoned), ctx.now());
    if (obstacles.length > 0) throw combine(obstacles);
    await refuseTwice(ctx, id, service, input);
    const { order, entry } = await entries(ctx, encounter, service, input);
    await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry: [...entry] });
    return {
      order: await ctx.store.read('ServiceRequest', order),
      report: await ctx.store.read('DiagnosticReport', reportId(order)),
    };
  },
};
