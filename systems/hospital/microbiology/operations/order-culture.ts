import { codeSystems, identifierSystems, parseInstant, priceOf, toVnDay, toVnIso } from '@lienmach/core';
import { combine, isFhirError } from '@lienmach/outcome';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { DiagnosticReport, Encounter, ServiceRequest } from 'fhir/r4';
import { kindOf } from '../catalogs/culture-services.ts';
import { errors } from '../errors.ts';
import { type CultureWish, cultureObstacles, orderedCulture } from '../rules/ordered-culture.ts';
import { putEntry } from './load-culture.ts';

interface OrderInput {
  readonly service: string;
  readonly kind: string;
  readonly collectedAt?: string;
  readonly urgent?: boolean;
}

/** Asked now and not when the report is released: money must never hold back a result. @throws microbiology.notInForce */
async function checkPrice(ctx: Context, code: string): Promise<void> {
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code, date: toVnDay(ctx.now()) });
  if (concept === undefined) throw errors.notInForce({ at: 'service', code });
  try {
    priceOf(concept);
  } catch (error) {
    throw isFhirError(error) ? errors.notInForce({ at: 'service', code }) : error;
  }
}

/** day and six digits drawn by chance, as every tube and order of the house carries them. @throws microbiology.noFreeNumber */
async function drawNumber(ctx: Context, type: 'ServiceRequest' | 'Specimen'): Promise<string> {
  const isTube = type === 'Specimen';
  const system = isTube ? identifierSystems.specimenNumber : identifierSystems.orderNumber;
  const day = toVnDay(ctx.now()).slice(2).replace(/-/g, '');
  for (let draw = 0; draw < 10; draw++) {
    const [a = 0, b = 0, c = 0, d = 0] = ctx.randomBytes(4);
    const digits = (((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000;
    const number = `${day}${isTube ? '' : 'X'}${String(digits).padStart(6, '0')}`;
    const query = new URLSearchParams({ identifier: `${system}|${number}` });
    if ((await ctx.store.find(type, query.toString())) === undefined) return number;
  }
  throw errors.noFreeNumber();
}

const wishOf = ({ service, kind, collectedAt, urgent }: OrderInput): CultureWish => ({
  service,
  kind,
  isUrgent: urgent === true,
  ...(collectedAt === undefined ? {} : { collectedAt: toVnIso(parseInstant(collectedAt, 'collectedAt')) }),
});

/** what was ordered and the visit, which is compared and set too: two presses at once are not both written */
async function write(ctx: Context, encounter: Encounter, wish: CultureWish): Promise<string> {
  const order = Buffer.from(ctx.randomBytes(12)).toString('hex');
  const kind = kindOf(wish.kind);
  if (kind === undefined) throw errors.unknownKind({ at: 'kind', code: wish.kind });
  const made = orderedCulture(kind, wish, {
    order,
    orderNumber: await drawNumber(ctx, 'ServiceRequest'),
    specimenNumber: await drawNumber(ctx, 'Specimen'),
    patient: encounter.subject ?? {},
    encounter: { reference: `Encounter/${encounter.id}` },
    requester: ctx.actor,
    orderedAt: toVnIso(ctx.now()),
  });
  const entry = [...made, encounter].map(putEntry);
  await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  return order;
}

/** POST Encounter/{id}/$order-culture: a doctor orders a culture of one specimen. */
export const orderCulture: Operation<
  OrderInput,
  { readonly order: ServiceRequest; readonly report: DiagnosticReport }
> = {
  definition: {
    code: 'order-culture',
    title: { vi: 'Chỉ định nuôi cấy', en: 'Order a culture' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'service', 'code'),
      one('in', 'kind', 'code'),
      one('in', 'collectedAt', 'dateTime', 0),
      one('in', 'urgent', 'boolean', 0),
      one('out', 'order', 'ServiceRequest'),
      one('out', 'report', 'DiagnosticReport'),
    ],
    allow: ['doctor'],
  },

  async run(ctx, id, input) {
    const encounter = await ctx.store.read('Encounter', id);
    const wish = wishOf(input);
    const open = await ctx.store.search('ServiceRequest', `encounter=Encounter/${id}&status=active&category=MB`);
    const obstacles = cultureObstacles(encounter, wish, open, ctx.now());
    if (obstacles.length > 0) throw combine(obstacles);
    await checkPrice(ctx, wish.service);
    const order = await write(ctx, encounter, wish);
    return {
      order: await ctx.store.read('ServiceRequest', order),
      report: await ctx.store.read('DiagnosticReport', `mb-${order}`),
    };
  },
};
