import { parseInstant, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { QueueTicket } from '../rules/queue-ticket.ts';
import { type StepTime, type WaitSteps, waitSteps } from '../rules/wait-times.ts';
import { encounterIdOf, examRooms, loadTickets } from './load-queue.ts';

/** calls told, newest first */
const MOST_CALLS = 60;

interface CallOfToday {
  readonly room: string;
  readonly ticket: number;
  readonly lane: string;
  readonly calls: number;
  readonly at: string;
  readonly by?: string;
}

export interface WaitTimes {
  readonly date: string;
  readonly room: readonly (WaitSteps & { readonly id: string; readonly name: string; readonly calls: number })[];
  readonly call: readonly CallOfToday[];
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const step = (name: string): OperationParameter => ({
  name,
  use: 'out',
  min: 1,
  max: '1',
  part: [out('count', 'integer'), out('median', 'integer', 0), out('p90', 'integer', 0)],
});

/** When the visits behind these tickets ended. */
async function endsOf(ctx: Context, tickets: readonly QueueTicket[]): Promise<ReadonlyMap<string, number>> {
  const over = tickets.filter(({ task }) => task.status === 'completed').map(({ task }) => encounterIdOf(task));
  const visits = await searchEach(ctx.store, 'Encounter', '_id', over);
  return new Map(
    visits.flatMap(({ id, status, period }) =>
      id === undefined || status !== 'finished' || period?.end === undefined
        ? []
        : [[id, parseInstant(period.end).getTime()] as const],
    ),
  );
}

const callsOf = (room: string, tickets: readonly QueueTicket[]): CallOfToday[] =>
  tickets.flatMap(({ number, lane, calls, calledAt, calledBy }) =>
    calledAt === undefined
      ? []
      : [
          {
            room,
            ticket: number,
            lane,
            calls,
            at: toVnIso(new Date(calledAt)),
            ...(calledBy?.display === undefined ? {} : { by: calledBy.display }),
          },
        ],
  );

const cleaned = ({ count, median, p90 }: StepTime): StepTime => ({
  count,
  ...(median === undefined ? {} : { median }),
  ...(p90 === undefined ? {} : { p90 }),
});

/** GET Encounter/$wait-times: how long each step took today, room by room, and the calls of today; never a name. */
export const waitTimes: Operation<void, WaitTimes> = {
  definition: {
    code: 'wait-times',
    title: { vi: 'Thời gian chờ và lượt gọi hôm nay', en: 'Waiting times and calls of today' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: false,
    parameter: [
      out('date', 'date'),
      {
        name: 'room',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('id', 'string'),
          out('name', 'string'),
          out('calls', 'integer'),
          step('toCall'),
          step('toFinish'),
          step('whole'),
        ],
      },
      {
        name: 'call',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('room', 'string'),
          out('ticket', 'integer'),
          out('lane', 'code'),
          out('calls', 'integer'),
          out('at', 'dateTime'),
          out('by', 'string', 0),
        ],
      },
    ],
    allow: ['registrar', 'nurse', 'doctor', 'administrator'],
    readsAs: ['queue-board', 'queue-figures'],
  },
  async run(ctx) {
    const rooms = examRooms(ctx);
    const byRoom = await loadTickets(
      ctx,
      rooms.map(({ id }) => id),
    );
    const ends = await endsOf(ctx, [...byRoom.values()].flat());
    const calls = rooms.flatMap(({ id }) => callsOf(id, byRoom.get(id) ?? []));
    return {
      date: toVnDay(ctx.now()),
      room: rooms.map(({ id, name }) => {
        const tickets = byRoom.get(id) ?? [];
        const steps = waitSteps(
          tickets.map(({ task, arrivedAt, firstCalledAt }) => ({
            arrivedAt,
            calledAt: firstCalledAt,
            finishedAt: ends.get(encounterIdOf(task)),
          })),
        );
        return {
          id,
          name,
          calls: tickets.reduce((sum, one) => sum + one.calls, 0),
          toCall: cleaned(steps.toCall),
          toFinish: cleaned(steps.toFinish),
          whole: cleaned(steps.whole),
        };
      }),
      call: calls.toSorted((a, b) => b.at.localeCompare(a.at) || b.ticket - a.ticket).slice(0, MOST_CALLS),
    };
  },
};
