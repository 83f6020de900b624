import { codeSystems, identifierSystems, parseInstant, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { Reference, ServiceRequest, Specimen, Task } from 'fhir/r4';
import { findTemperature } from '../catalogs/transport-temperatures.ts';
import { errors } from '../errors.ts';
import { hoursOf, LONGEST_HOURS, type ReferralLaboratory } from '../rules/referral-laboratory.ts';
import { type Consignment, consignmentNumber, sent, specimenOf, stateOf } from '../rules/referral-task.ts';
import { followAll, idIn } from './follow-all.ts';
import { findLaboratory, loadLaboratories } from './load-laboratories.ts';
import { putEntry } from './record-entry.ts';
import { serviceOf } from './refer-orders.ts';

interface SendInput {
  readonly laboratory: Reference;
  readonly task: readonly Reference[];
  readonly temperature: string;
  /** who carries the box */
  readonly courier?: string;
  readonly at?: string;
}

interface Sent {
  readonly number: string;
  readonly task: readonly Task[];
}

const MOST = 200;

/** @throws lab-referral.tooMany, notToSend */
async function tasksToSend(ctx: Context, input: SendInput, laboratory: ReferralLaboratory): Promise<Task[]> {
  const ids = [...new Set(input.task.map(idIn))];
  if (ids.length < 1 || ids.length > MOST) throw errors.tooMany({ at: 'task' });
  const tasks = await searchEach(ctx.store, 'Task', '_id', ids);
  const isReady = (task: Task): boolean =>
    stateOf(task) === 'to-send' && task.owner?.reference === `Organization/${laboratory.id}`;
  if (tasks.length !== ids.length || !tasks.every(isReady)) throw errors.notToSend({ at: 'task' });
  return tasks;
}

/** A number no box carries yet. */
async function drawNumber(ctx: Context): Promise<string> {
  for (;;) {
    const number = consignmentNumber(toVnDay(ctx.now()), ctx.randomBytes(4));
    const query = new URLSearchParams({ 'group-identifier': `${identifierSystems.consignment}|${number}` });
    if ((await ctx.store.find('Task', query.toString())) === undefined) return number;
  }
}

/** What is written on the specimen: it left, how, with whom. */
const left = (specimen: Specimen, at: string, description: string): Specimen => ({
  ...specimen,
  processing: [
    ...(specimen.processing ?? []),
    {
      description,
      procedure: { coding: [{ system: codeSystems.specimenStep, code: 'sent-out' }], text: 'Gửi đi nơi khác' },
      timeDateTime: at,
    },
  ],
});

/** @throws lab-referral.sentInFuture */
function checkTime(at: Date, now: Date, specimens: readonly Specimen[]): void {
  const isBefore = ({ receivedTime }: Specimen): boolean =>
    receivedTime !== undefined && at < parseInstant(receivedTime);
  if (at > now || specimens.some(isBefore)) throw errors.sentInFuture({ at: 'at' });
}

interface Read {
  readonly tasks: readonly Task[];
  readonly specimens: readonly Specimen[];
  readonly orders: readonly ServiceRequest[];
}

async function readAll(ctx: Context, tasks: readonly Task[]): Promise<Read> {
  const [specimenOfId, orderOfId] = await Promise.all([
    followAll(ctx, 'Specimen', tasks.map(specimenOf)),
    followAll(
      ctx,
      'ServiceRequest',
      tasks.map(({ focus }) => focus),
    ),
  ]);
  const [specimens, orders] = [[...specimenOfId.values()], [...orderOfId.values()]];
  const isGone =
    orders.some(({ status }) => status !== 'active') || specimens.some(({ status }) => status !== 'available');
  if (isGone || orders.length !== tasks.length) throw errors.notToSend({ at: 'task' });
  return { tasks, specimens, orders };
}

function entriesOf(read: Read, laboratory: ReferralLaboratory, box: Consignment, how: string) {
  const performer: Reference = { reference: `Organization/${laboratory.id}`, display: laboratory.name };
  return [
    ...read.tasks.map((task) => {
      const order = read.orders.find(({ id }) => task.focus?.reference === `ServiceRequest/${id}`);
      const hours = order === undefined ? undefined : hoursOf(laboratory, serviceOf(order));
      return putEntry(sent(task, box, hours ?? LONGEST_HOURS));
    }),
    ...read.orders.map((order) => putEntry({ ...order, performer: [performer] })),
    ...read.specimens.map((specimen) => putEntry(left(specimen, toVnIso(box.at), how))),
  ];
}

/**
 * POST Task/$send-consignment: a box of specimens leaves for a laboratory; tasks, orders and specimens change together, and
 * the laboratory is told where a channel to it says so.
 */
export const sendConsignment: Operation<SendInput, Sent> = {
  definition: {
    code: 'send-consignment',
    title: { vi: 'Gửi mẫu đi', en: 'Send specimens to another laboratory' },
    resource: ['Task'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'laboratory', 'Reference'),
      many('in', 'task', 'Reference', 1),
      one('in', 'temperature', 'code'),
      one('in', 'courier', 'string', 0),
      one('in', 'at', 'dateTime', 0),
      one('out', 'number', 'string'),
      many('out', 'task', 'Task'),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-referral'],
  },

  async run(ctx, _id, input) {
    const laboratory = findLaboratory(await loadLaboratories(ctx), input.laboratory);
    const temperature = findTemperature(input.temperature);
    if (temperature === undefined) throw errors.unknownTemperature({ at: 'temperature' });
    const read = await readAll(ctx, await tasksToSend(ctx, input, laboratory));
    const at = input.at === undefined ? ctx.now() : parseInstant(input.at, 'at');
    checkTime(at, ctx.now(), read.specimens);
    const number = await drawNumber(ctx);
    const courier = input.courier?.trim().slice(0, 100) ?? '';
    const how = [laboratory.name, `chuyến ${number}`, temperature.text, courier]
      .filter((one) => one !== '')
      .join(' · ');
    const written = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: entriesOf(read, laboratory, { number, at, by: ctx.actor }, how),
    });
    return { number, task: written.filter((one) => one.resourceType === 'Task') };
  },
};
