import { codeSystems, priceOf, toVnDay, toVnIso } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import type { LabTest } from '../catalogs/lab-test.ts';
import { errors } from '../errors.ts';
import { standing } from '../rules/bench-state.ts';
import { newOrder, newReport, type OrderGround } from '../rules/new-order.ts';
import { reflexTests } from '../rules/reflex-tests.ts';
import { urnUuid } from '../rules/urn-uuid.ts';
import { drawNumber } from './draw-number.ts';
import { type LoadedReport, loadReport, resultsOf } from './load-report.ts';
import { orderedCodes, reflexResults } from './reflex-of.ts';

const at = "Parameters.parameter.where(name='test')";

/** POST DiagnosticReport/{id}/$order-reflex: a test that the results ask for, from the same tube, in the name of who ordered the first. */
export const orderReflex: Operation<{ readonly test: string }, ServiceRequest> = {
  definition: {
    code: 'order-reflex',
    title: { vi: 'Làm thêm xét nghiệm theo kết quả', en: 'Order reflex test' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'test', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'ServiceRequest' },
    ],
    allow: ['lab-doctor'],
  },

  async run(ctx, id, input) {
    const loaded = await loadReport(ctx, id);
    const { report, ground } = loaded;
    const [results, ordered] = await Promise.all([resultsOf(ctx, report), orderedCodes(ctx, ground.order)]);
    const reflex = reflexTests(reflexResults(results), ordered).find(({ test }) => test === input.test);
    const test = ground.catalog.test(input.test);
    if (reflex === undefined || test === undefined) throw errors.noReflex({ at });
    await checkPrice(ctx, test);
    const written = await ctx.store.transaction(await bundleOf(ctx, loaded, test, reflex.why));
    const [order] = written.filter((one) => one.resourceType === 'ServiceRequest');
    if (order === undefined) throw errors.noReflex({ at });
    return order;
  },
};

/** @throws laboratory.notInForce */
async function checkPrice(ctx: Context, test: LabTest): Promise<void> {
  const refusal = errors.notInForce({ at, name: test.name });
  const concept = await ctx.terminology.lookup({
    system: codeSystems.services7603,
    code: test.code,
    date: toVnDay(ctx.now()),
  });
  if (concept === undefined) throw refusal;
  try {
    priceOf(concept);
  } catch (thrown) {
    throw isFhirError(thrown) ? refusal : thrown;
  }
}

async function bundleOf(ctx: Context, { report, ground, tube }: LoadedReport, test: LabTest, why: string) {
  const { order } = ground;
  const made: OrderGround = {
    patient: order.subject,
    encounter: order.encounter ?? {},
    requester: order.requester ?? ctx.actor,
    orderedAt: toVnIso(ctx.now()),
    collectedAt: ground.collectedAt,
    collector: ctx.actor,
    requisition: order.requisition?.value ?? ground.orderNumber,
    priority: order.priority === 'stat' ? 'stat' : 'routine',
  };
  const number = await drawNumber(ctx, 'ServiceRequest', 'X');
  const name = urnUuid(ctx.randomBytes(16));
  const specimen = ground.specimen ?? {};
  const next: ServiceRequest = {
    ...newOrder(test, number, specimen, made),
    reasonCode: [{ text: `Theo kết quả: ${why}` }],
    reasonReference: [{ reference: `DiagnosticReport/${report.id}` }],
  };
  return {
    resourceType: 'Bundle' as const,
    type: 'transaction' as const,
    entry: [
      { fullUrl: name, resource: next, request: { method: 'POST' as const, url: 'ServiceRequest' } },
      {
        fullUrl: urnUuid(ctx.randomBytes(16)),
        resource: standing(newReport(test, number, { order: { reference: name }, specimen }, made), tube),
        request: { method: 'POST' as const, url: 'DiagnosticReport' },
      },
    ],
  };
}
