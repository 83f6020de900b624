import { codeSystems, identifierSystems, identifierValue, parseInstant, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, searchEach } from '@lienmach/system-kit';
import type { Observation, Reference, ServiceRequest, Task } from 'fhir/r4';
import { reactionSteps } from '../catalogs/reactions.ts';
import { BLOOD_USE, outputsOf, unitIdOfUse } from '../rules/allocation.ts';
import { isBloodOrder } from '../rules/blood-order.ts';
import { isCheckFresh } from '../rules/time-limits.ts';
import {
  bagsOf,
  groupLine,
  groupParts,
  groupsOf,
  lineOfUse,
  lines,
  type NamedPerson,
  out,
  peopleOf,
  personOf,
  personParts,
  type UseLine,
  useParts,
} from './bank-lines.ts';
import { countedParts, countUses, openOrders, orderLine, usesOfOrders } from './blood-bench.ts';
import { listNewest } from './list-newest.ts';
import { SAMPLE } from './load-patient.ts';

const MOST = 500;

const newestTasks = (ctx: Context, query: URLSearchParams) =>
  listNewest((count, cursor) => ctx.store.page('Task', `${query}&_count=${count}`, cursor), MOST);

interface RunningUse extends UseLine, NamedPerson {
  readonly check: readonly {
    readonly by: string;
    readonly name: string;
    readonly at: string;
    readonly isFresh: boolean;
  }[];
  readonly startedAt?: string;
  readonly observedAt?: string;
}

type Part = 'use' | 'step' | 'waiting';

interface WardBlood {
  /** parts that could not be read: what they show is not what there is */
  readonly failed: readonly Part[];
  readonly now: string;
  readonly use: readonly RunningUse[];
  readonly step: readonly (NamedPerson & {
    readonly task: Reference;
    readonly text: string;
    readonly isForBank: boolean;
  })[];
  readonly waiting: readonly (NamedPerson & ReturnType<typeof orderLine> & { readonly samples: number })[];
}

/** Findings of these Tasks: bedside checks, and vital signs of what runs in. */
async function findingsOf(ctx: Context, tasks: readonly Task[]) {
  const idsOf = (kind: string) => tasks.flatMap((task) => outputsOf(task, kind));
  const [checks, signs] = await Promise.all([
    searchEach(
      ctx.store,
      'Observation',
      '_id',
      idsOf('bedside-check').map((reference) => reference.split('/')[1] ?? ''),
    ),
    searchEach(ctx.store, 'Observation', 'part-of', idsOf('transfusion')),
  ]);
  return { checks: new Map(checks.map((one) => [`Observation/${one.id}`, one])), signs };
}

const checkLine = (ctx: Context, { performer, issued = '' }: Observation) => ({
  by: performer?.[0]?.reference ?? '',
  name: performer?.[0]?.display ?? '',
  at: issued,
  isFresh: isCheckFresh(issued, ctx.now()),
});

async function runningUses(ctx: Context): Promise<RunningUse[]> {
  const query = new URLSearchParams({ code: `${codeSystems.taskKind}|${BLOOD_USE}`, status: 'in-progress' });
  query.set('_sort', '-authored-on');
  const { items: tasks } = await newestTasks(ctx, query);
  const [people, bags, { checks, signs }] = await Promise.all([
    peopleOf(
      ctx,
      tasks.map((task) => task.for),
    ),
    bagsOf(ctx, tasks),
    findingsOf(ctx, tasks),
  ]);
  return tasks.flatMap((task) => {
    const bag = bags.get(unitIdOfUse(task));
    if (bag === undefined) return [];
    const mine = signs
      .filter(({ partOf }) => outputsOf(task, 'transfusion').includes(partOf?.[0]?.reference ?? ''))
      .flatMap(({ issued }) => issued ?? [])
      .toSorted((a, b) => parseInstant(a).getTime() - parseInstant(b).getTime());
    const [startedAt] = mine;
    const observedAt = mine.at(-1);
    return [
      {
        ...personOf(ctx, task.for, people),
        ...lineOfUse(task, bag),
        check: outputsOf(task, 'bedside-check').flatMap((reference) => {
          const found = checks.get(reference);
          return found === undefined ? [] : [checkLine(ctx, found)];
        }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(observedAt === undefined ? {} : { observedAt }),
      },
    ];
  });
}

async function openSteps(ctx: Context): Promise<WardBlood['step']> {
  const code = reactionSteps.map(({ task }) => `${codeSystems.taskKind}|${task}`).join(',');
  const query = new URLSearchParams({ code, status: 'requested', _sort: '-authored-on' });
  const { items: tasks } = await newestTasks(ctx, query);
  const people = await peopleOf(
    ctx,
    tasks.map((task) => task.for),
  );
  return tasks.map((task) => ({
    ...personOf(ctx, task.for, people),
    task: { reference: `Task/${task.id}` },
    text: task.description ?? '',
    isForBank: reactionSteps.some((one) => one.isForBank && one.task === task.code?.coding?.[0]?.code),
  }));
}

/** Open orders, and how many samples were drawn for each. */
async function waitingOrders(ctx: Context): Promise<WardBlood['waiting']> {
  const { items: orders } = await openOrders(ctx);
  const references = orders.map(({ id }) => `ServiceRequest/${id}`);
  const subjects = orders.map(({ subject }) => subject);
  const [people, specimens] = await Promise.all([
    peopleOf(ctx, subjects),
    searchEach(
      ctx.store,
      'Specimen',
      'patient',
      subjects.map(({ reference = '' }) => reference),
      new URLSearchParams({ _tag: `${codeSystems.bloodBank}|${SAMPLE}` }).toString(),
    ),
  ]);
  return orders.map((order, index) => ({
    ...personOf(ctx, order.subject, people),
    ...orderLine(order),
    samples: specimens.filter(({ request }) => request?.[0]?.reference === references[index]).length,
  }));
}

/** GET Task/$ward-blood: bags that are at the ward or running in, orders that wait for a sample, what follows a reaction. */
export const wardBlood: Operation<void, WardBlood> = {
  definition: {
    code: 'ward-blood',
    title: { vi: 'Truyền máu tại khoa', en: 'Blood on the ward' },
    resource: ['Task'],
    level: 'type',
    affectsState: false,
    parameter: [
      out('now', 'dateTime'),
      many('out', 'failed', 'code'),
      lines('use', [
        ...personParts,
        ...useParts,
        lines('check', [out('by', 'string'), out('name', 'string'), out('at', 'dateTime'), out('isFresh', 'boolean')]),
        out('startedAt', 'dateTime', 0),
        out('observedAt', 'dateTime', 0),
      ]),
      lines('step', [...personParts, out('task', 'Reference'), out('text', 'string'), out('isForBank', 'boolean')]),
      lines('waiting', [...personParts, ...countedParts.slice(0, 10), out('samples', 'integer')]),
    ],
    allow: ['nurse', 'doctor', 'lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx) {
    const failed: Part[] = [];
    const part = <T>(name: Part, read: Promise<readonly T[]>): Promise<readonly T[]> =>
      read.catch(() => {
        failed.push(name);
        return [];
      });
    // who waits for a sample must not hide what runs in at a bed
    const [use, step, waiting] = await Promise.all([
      part('use', runningUses(ctx)),
      part('step', openSteps(ctx)),
      part('waiting', waitingOrders(ctx)),
    ]);
    return { now: toVnIso(ctx.now()), failed, use, step, waiting };
  },
};

interface VisitBlood {
  readonly groupState: string;
  readonly group?: string;
  readonly patientNumber?: string;
  readonly order: readonly object[];
}

/** GET Encounter/{id}/$visit-blood: what was ordered in this visit and what became of it. */
export const visitBlood: Operation<void, VisitBlood> = {
  definition: {
    code: 'visit-blood',
    title: { vi: 'Máu của lượt khám', en: 'Blood of a visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [
      ...groupParts,
      out('patientNumber', 'string', 0),
      lines('order', [...countedParts, out('status', 'code')]),
    ],
    allow: ['doctor', 'nurse'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id) {
    const encounter = await ctx.store.read('Encounter', id);
    const [all, groups, patient] = await Promise.all([
      ctx.store.search('ServiceRequest', `encounter=Encounter/${id}&_sort=-authored`, MOST),
      groupsOf(ctx, [encounter.subject]),
      ctx.store.follow('Patient', encounter.subject),
    ]);
    const orders: ServiceRequest[] = all.filter(isBloodOrder);
    const uses = await usesOfOrders(ctx, orders);
    const patientNumber = identifierValue(patient, identifierSystems.patientNumber);
    return {
      ...groupLine(groups.get(patient.id ?? '')),
      ...(patientNumber === undefined ? {} : { patientNumber }),
      order: orders.map((order) => ({
        ...orderLine(order),
        ...countUses(uses.get(order.id ?? '') ?? []),
        status: order.status,
      })),
    };
  },
};
