import { codeSystems, identifierSystems, parseInstant, priceOf, toVnDay, toVnIso } from '@lienmach/core';
import { combine, type FhirError, isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Bundle, BundleEntry, Encounter, ServiceRequest, Specimen } from 'fhir/r4';
import type { LabTest } from '../catalogs/lab-test.ts';
import { tubes } from '../catalogs/tubes.ts';
import { errors } from '../errors.ts';
import { newOrder, newReport, newSpecimen, type OrderGround } from '../rules/new-order.ts';
import { orderObstacles, testCodeOf } from '../rules/order-obstacles.ts';
import { urnUuid } from '../rules/urn-uuid.ts';
import { drawNumber } from './draw-number.ts';
import { siteCatalog } from './site-catalog.ts';

export interface OrderTestsInput {
  /** technical service codes */
  readonly test: readonly string[];
  /** FHIR dateTime: the blood is drawn; absent: `$collect` says so later */
  readonly collectedAt?: string;
  readonly urgent?: boolean;
}

export interface OrderTestsResult {
  readonly order: readonly ServiceRequest[];
  readonly specimen: readonly Specimen[];
}

/** POST Encounter/{id}/$order-tests: a doctor orders laboratory tests; one order and one report for each, one tube for each kind. */
export const orderTests: Operation<OrderTestsInput, OrderTestsResult> = {
  definition: {
    code: 'order-tests',
    title: { vi: 'Chỉ định xét nghiệm', en: 'Order laboratory tests' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'test', use: 'in', min: 0, max: '*', type: 'code' },
      { name: 'collectedAt', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'urgent', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'order', use: 'out', min: 1, max: '*', type: 'ServiceRequest' },
      { name: 'specimen', use: 'out', min: 1, max: '*', type: 'Specimen' },
    ],
    allow: ['doctor'],
  },

  async run(ctx, id, input) {
    const encounter = await ctx.store.read('Encounter', id);
    const obstacles = await obstaclesOf(ctx, encounter, input);
    if (obstacles.length > 0) throw combine(obstacles);
    const ground = await groundOf(ctx, encounter, input);
    const catalog = await siteCatalog(ctx);
    const tests = input.test.flatMap((code) => catalog.test(code) ?? []);
    const written = await ctx.store.transaction(await orderBundle(ctx, tests, ground, encounter));
    return {
      order: written.filter((one) => one.resourceType === 'ServiceRequest'),
      specimen: written.filter((one) => one.resourceType === 'Specimen'),
    };
  },
};

async function obstaclesOf(ctx: Context, encounter: Encounter, input: OrderTestsInput): Promise<FhirError[]> {
  const openOrders = await ctx.store.search('ServiceRequest', `encounter=Encounter/${encounter.id}&status=active`);
  const { start } = encounter.period ?? {};
  const catalog = await siteCatalog(ctx);
  const obstacles = orderObstacles({
    encounter,
    catalog,
    patient: await ctx.store.follow('Patient', encounter.subject),
    patientNumberSystem: identifierSystems.patientNumber,
    codes: input.test,
    openCodes: new Set(openOrders.map((order) => testCodeOf(order, codeSystems.services7603))),
    collectedAt: input.collectedAt === undefined ? undefined : parseInstant(input.collectedAt),
    visitStart: start === undefined ? undefined : parseInstant(start),
    now: ctx.now(),
  });
  const prices = await Promise.all([...new Set(input.test)].map((code) => priceObstacle(ctx, catalog.test(code))));
  return [...obstacles, ...prices.flatMap((obstacle) => obstacle ?? [])];
}

/** Asked now and not when the result is released: money must never hold back a result. */
async function priceObstacle(ctx: Context, test: LabTest | undefined): Promise<FhirError | undefined> {
  if (test === undefined) return undefined;
  const { code } = test;
  const date = toVnDay(ctx.now());
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code, date });
  const refusal = errors.notInForce({ at: "Parameters.parameter.where(name='test')", name: test.name });
  if (concept === undefined) return refusal;
  try {
    priceOf(concept);
    return undefined;
  } catch (error) {
    if (isFhirError(error)) return refusal;
    throw error;
  }
}

async function groundOf(ctx: Context, encounter: Encounter, input: OrderTestsInput): Promise<OrderGround> {
  return {
    patient: encounter.subject ?? {},
    encounter: { reference: `Encounter/${encounter.id}` },
    requester: ctx.actor,
    orderedAt: toVnIso(ctx.now()),
    collectedAt: input.collectedAt === undefined ? undefined : toVnIso(parseInstant(input.collectedAt)),
    collector: ctx.actor,
    requisition: await drawNumber(ctx, 'ServiceRequest', 'X'),
    priority: input.urgent === true ? 'stat' : 'routine',
    ward: encounter.location?.at(-1)?.location.reference?.split('/')[1],
  };
}

/** The visit is compared and set too: two presses at once, or one while the visit ends, are not both written. */
async function orderBundle(
  ctx: Context,
  tests: readonly LabTest[],
  ground: OrderGround,
  encounter: Encounter,
): Promise<Bundle> {
  const entry: BundleEntry[] = [];
  for (const tube of tubes) {
    const ofTube = tests.filter((test) => test.tube === tube.id);
    if (ofTube.length === 0) continue;
    const specimenName = urnUuid(ctx.randomBytes(16));
    const orders: BundleEntry[] = [];
    for (const test of ofTube) orders.push(...(await testEntries(ctx, test, specimenName, ground)));
    const references = orders.filter((one) => one.resource?.resourceType === 'ServiceRequest').map(referenceOf);
    const specimen = newSpecimen(tube, await drawNumber(ctx, 'Specimen', ''), references, ground);
    entry.push(postEntry(specimenName, specimen), ...orders);
  }
  return { resourceType: 'Bundle', type: 'transaction', entry: [...entry, putEntry(encounter)] };
}

/** @param test  one order and its report, numbered, for one tube */
async function testEntries(ctx: Context, test: LabTest, specimenName: string, ground: OrderGround) {
  const orderName = urnUuid(ctx.randomBytes(16));
  const number = await drawNumber(ctx, 'ServiceRequest', 'X');
  const specimen = { reference: specimenName };
  return [
    postEntry(orderName, newOrder(test, number, specimen, ground)),
    postEntry(
      urnUuid(ctx.randomBytes(16)),
      newReport(test, number, { order: { reference: orderName }, specimen }, ground),
    ),
  ];
}

const putEntry = (encounter: Encounter): BundleEntry => ({
  resource: encounter,
  request: {
    method: 'PUT',
    url: `Encounter/${encounter.id}`,
    ...(encounter.meta?.versionId === undefined ? {} : { ifMatch: `W/"${encounter.meta.versionId}"` }),
  },
});

const referenceOf = ({ fullUrl = '' }: BundleEntry) => ({ reference: fullUrl });

const postEntry = (fullUrl: string, resource: NonNullable<BundleEntry['resource']>): BundleEntry => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
});
