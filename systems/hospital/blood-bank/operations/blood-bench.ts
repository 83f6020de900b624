import { codeSystems, identifierSystems, identifierValue, present } from '@lienmach/core';
import { type Context, type Operation, searchEach } from '@lienmach/system-kit';
import type { Reference, ServiceRequest, Task } from 'fhir/r4';
import { orderIdOfUse, stateOfUse, unitIdOfUse } from '../rules/allocation.ts';
import { DETERMINATION, isFinding, SCREEN } from '../rules/blood-findings.ts';
import { BLOOD_ORDER, componentOfOrder, emergencyOf, unitsOrdered } from '../rules/blood-order.ts';
import { unitOf } from '../rules/blood-unit.ts';
import { fitOf } from '../rules/compatibility.ts';
import { groupToMatch } from '../rules/patient-group.ts';
import { isExpired, sampleEnds } from '../rules/time-limits.ts';
import {
  bagsOf,
  groupLine,
  groupParts,
  groupsOf,
  idIn,
  lineOfUse,
  lines,
  type NamedPerson,
  out,
  peopleOf,
  personOf,
  personParts,
  type UseLine,
  unitLine,
  unitParts,
  useParts,
} from './bank-lines.ts';
import { determinationLine, screenLine, struckLines } from './finding-lines.ts';
import { type Listed, listNewest } from './list-newest.ts';
import { type KnownPatient, loadPatient } from './load-patient.ts';
import { readOrder, usesOf } from './load-use.ts';

const MOST_ORDERS = 500;
const MOST_BAGS = 5000;
const SUGGESTED = 12;

const orderParts = [
  out('order', 'Reference'),
  out('orderNumber', 'string'),
  out('component', 'code'),
  out('units', 'integer'),
  out('priority', 'code'),
  out('reason', 'string'),
  out('orderedAt', 'dateTime'),
  out('orderedBy', 'string'),
  out('emergencyBy', 'string', 0),
  out('emergencyReason', 'string', 0),
];

/** An order as people read it. */
export const orderLine = (order: ServiceRequest) => {
  const emergency = emergencyOf(order);
  return {
    order: { reference: `ServiceRequest/${order.id}` },
    orderNumber: identifierValue(order, identifierSystems.orderNumber) ?? '',
    component: componentOfOrder(order) ?? '',
    units: unitsOrdered(order),
    priority: order.priority ?? 'routine',
    reason: order.reasonCode?.[0]?.text ?? '',
    orderedAt: order.authoredOn ?? '',
    orderedBy: order.requester?.display ?? '',
    ...present({ emergencyBy: emergency?.by, emergencyReason: emergency?.reason }),
  };
};
type OrderLine = ReturnType<typeof orderLine>;

interface CountedOrder extends OrderLine, NamedPerson {
  readonly groupState: string;
  readonly group?: string;
  readonly reserved: number;
  readonly compatible: number;
  readonly issued: number;
  readonly transfused: number;
}

const countParts = ['reserved', 'compatible', 'issued', 'transfused'].map((name) => out(name, 'integer'));
export const countedParts = [...orderParts, ...countParts];

/** How many bags of these Tasks stand where. */
export const countUses = (uses: readonly Task[]) => {
  const count = (...states: string[]) => uses.filter((task) => states.includes(stateOfUse(task) ?? '')).length;
  return {
    reserved: count('reserved'),
    compatible: count('compatible'),
    issued: count('issued', 'transfusing'),
    transfused: count('transfused'),
  };
};

export const usesOfOrders = async (ctx: Context, orders: readonly ServiceRequest[]) =>
  Map.groupBy(
    await searchEach(
      ctx.store,
      'Task',
      'based-on',
      orders.map(({ id }) => `ServiceRequest/${id}`),
    ),
    orderIdOfUse,
  );

const urgencies = ['stat,urgent,asap', 'routine'];

/** Orders for blood that are open: the urgent ones first, so that whatever is too much is not among them. */
export async function openOrders(ctx: Context): Promise<Listed<ServiceRequest>> {
  const pages = await Promise.all(
    urgencies.map((priority) => {
      const category = `${codeSystems.bloodBank}|${BLOOD_ORDER}`;
      const query = new URLSearchParams({ category, status: 'active', priority, _sort: '-authored' });
      return listNewest(
        (count, cursor) => ctx.store.page('ServiceRequest', `${query}&_count=${count}`, cursor),
        MOST_ORDERS,
      );
    }),
  );
  return { items: pages.flatMap(({ items }) => items), hasMore: pages.some(({ hasMore }) => hasMore) };
}

const rank = ({ priority }: OrderLine): number => ['stat', 'urgent', 'routine'].indexOf(priority);

/** GET ServiceRequest/$blood-bench: open orders, the most urgent first, each with the group and what is done for it. */
export const bloodBench: Operation<void, { readonly entry: readonly CountedOrder[]; readonly hasMore: boolean }> = {
  definition: {
    code: 'blood-bench',
    title: { vi: 'Bàn phát máu', en: 'Blood bench' },
    resource: ['ServiceRequest'],
    level: 'type',
    affectsState: false,
    parameter: [lines('entry', [...personParts, ...groupParts, ...countedParts]), out('hasMore', 'boolean')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx) {
    const { items: orders, hasMore } = await openOrders(ctx);
    const subjects = orders.map(({ subject }) => subject);
    const [people, groups, uses] = await Promise.all([
      peopleOf(ctx, subjects),
      groupsOf(ctx, subjects),
      usesOfOrders(ctx, orders),
    ]);
    const entry = orders.map((order) => ({
      ...personOf(ctx, order.subject, people),
      ...orderLine(order),
      ...groupLine(groups.get(idIn(order.subject))),
      ...countUses(uses.get(order.id ?? '') ?? []),
    }));
    const sorted = entry.toSorted((a, b) => rank(a) - rank(b) || a.orderedAt.localeCompare(b.orderedAt));
    return { entry: sorted, hasMore };
  },
};

interface Sheet extends OrderLine, NamedPerson {
  readonly sample: readonly {
    readonly specimen: Reference;
    readonly number: string;
    readonly drawnAt: string;
    readonly validTo: string;
  }[];
  readonly determination: readonly object[];
  /** antibody screens that count */
  readonly screening: readonly object[];
  /** determinations and screens that were wrong */
  readonly struck: readonly object[];
  readonly screen?: string;
  readonly hadAntibodies: boolean;
  readonly use: readonly UseLine[];
  readonly suggestion: readonly object[];
}

const sampleLines = ({ samples }: KnownPatient) =>
  samples.slice(0, 6).map((specimen) => ({
    specimen: { reference: `Specimen/${specimen.id}` },
    number: identifierValue(specimen, identifierSystems.specimenNumber) ?? '',
    drawnAt: specimen.collection?.collectedDateTime ?? '',
    validTo: sampleEnds(specimen.collection?.collectedDateTime ?? '1970-01-01').toISOString(),
  }));

/** Bags that fit, those of the same group first, what ends first in front. */
async function suggestions(ctx: Context, order: ServiceRequest, { known, ageMonths }: KnownPatient) {
  const component = componentOfOrder(order);
  if (component === undefined) return [];
  const query = new URLSearchParams([
    ['_tag', `${codeSystems.bloodUnitState}|available`],
    ['_tag', `${codeSystems.bloodComponent}|${component}`],
  ]);
  const bags = await ctx.store.search('BiologicallyDerivedProduct', query.toString(), MOST_BAGS);
  const hasCells = component === 'red-cells' || component === 'whole-blood';
  const recipient = groupToMatch(known, { ageMonths, hasCells });
  const fitting = bags.flatMap((bag) => {
    const unit = unitOf(bag);
    const fit = fitOf(component, unit.group, recipient);
    return fit === 'incompatible' || isExpired(unit.expires, ctx.now()) ? [] : [{ ...unitLine(bag), fit }];
  });
  return fitting
    .toSorted((a, b) => b.fit.localeCompare(a.fit) || Date.parse(a.expires) - Date.parse(b.expires))
    .slice(0, SUGGESTED);
}

/** GET ServiceRequest/{id}/$blood-sheet: everything the bench needs for one order. */
export const bloodSheet: Operation<void, Sheet> = {
  definition: {
    code: 'blood-sheet',
    title: { vi: 'Phiếu phát máu', en: 'Blood order sheet' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: false,
    parameter: [
      ...personParts,
      ...orderParts,
      ...groupParts,
      out('screen', 'code', 0),
      out('hadAntibodies', 'boolean'),
      lines('sample', [
        out('specimen', 'Reference'),
        out('number', 'string'),
        out('drawnAt', 'dateTime'),
        out('validTo', 'dateTime'),
      ]),
      lines('determination', [
        out('observation', 'Reference'),
        out('group', 'code', 0),
        out('method', 'string'),
        out('isMachine', 'boolean'),
        out('by', 'string'),
        out('at', 'dateTime'),
        out('specimen', 'string'),
      ]),
      lines('screening', [
        out('observation', 'Reference'),
        out('result', 'code'),
        out('by', 'string'),
        out('at', 'dateTime'),
        out('note', 'string', 0),
      ]),
      lines('struck', [
        out('observation', 'Reference'),
        out('result', 'string'),
        out('by', 'string'),
        out('at', 'dateTime'),
        out('reason', 'string'),
        out('struckBy', 'string'),
      ]),
      lines('use', useParts),
      lines('suggestion', [...unitParts, out('fit', 'code')]),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id) {
    const order = await readOrder(ctx, id);
    const [about, uses] = await Promise.all([
      loadPatient(ctx, order.subject),
      usesOf(ctx, { 'based-on': `ServiceRequest/${id}` }),
    ]);
    const [bags, suggestion, struck] = await Promise.all([
      bagsOf(ctx, uses),
      suggestions(ctx, order, about),
      struckLines(ctx, about.patient.id),
    ]);
    return {
      ...personOf(ctx, order.subject, new Map([[about.patient.id ?? '', about.patient]])),
      ...orderLine(order),
      ...groupLine(about.known),
      hadAntibodies: about.hadAntibodies,
      ...present({ screen: about.screen?.valueCodeableConcept?.coding?.[0]?.code }),
      sample: sampleLines(about),
      determination: about.findings.filter((one) => isFinding(one, DETERMINATION)).map(determinationLine),
      screening: about.findings.filter((one) => isFinding(one, SCREEN)).map(screenLine),
      struck,
      use: uses.flatMap((task) => {
        const bag = bags.get(unitIdOfUse(task));
        return bag === undefined ? [] : [lineOfUse(task, bag)];
      }),
      suggestion,
    };
  },
};
