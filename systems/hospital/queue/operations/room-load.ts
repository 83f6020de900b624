import type { Operation, OperationParameter, SiteUnit } from '@lienmach/system-kit';
import { paceOf } from '../rules/pace.ts';
import type { QueueTicket } from '../rules/queue-ticket.ts';
import { examRooms, loadTickets } from './load-queue.ts';

export interface RoomLoad {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
  /** of these, emergency and priority */
  readonly priority: number;
  readonly called: number;
  /** examinations recorded today */
  readonly seen: number;
  /** gaps between calls of today that could be measured */
  readonly basis: number;
  readonly paceMinutes?: number;
  /** for somebody who comes now */
  readonly estimatedMinutes?: number;
  readonly note?: 'not-enough-data';
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const parts: readonly OperationParameter[] = [
  out('id', 'string'),
  out('name', 'string'),
  ...['waiting', 'priority', 'called', 'seen', 'basis'].map((name) => out(name, 'integer')),
  out('paceMinutes', 'integer', 0),
  out('estimatedMinutes', 'integer', 0),
  out('note', 'code', 0),
];

function loadOf({ id, name }: SiteUnit, tickets: readonly QueueTicket[]): RoomLoad {
  const open = tickets.filter(({ task }) => task.status === 'requested');
  const waiting = open.filter(({ mark }) => mark !== 'called');
  const { basis, minutes } = paceOf(tickets);
  return {
    id,
    name,
    waiting: waiting.length,
    priority: waiting.filter(({ lane }) => lane !== 'ordinary').length,
    called: open.length - waiting.length,
    seen: tickets.filter(({ task }) => task.status === 'completed').length,
    basis,
    ...(minutes === undefined
      ? { note: 'not-enough-data' }
      : { paceMinutes: Math.round(minutes), estimatedMinutes: Math.round(minutes * waiting.length) }),
  };
}

/** GET Encounter/$room-load: how many wait in each exam room now, and for how long, where that can be said. */
export const roomLoad: Operation<void, { readonly room: readonly RoomLoad[] }> = {
  definition: {
    code: 'room-load',
    title: { vi: 'Tải các phòng khám', en: 'Load of exam rooms' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: false,
    parameter: [{ name: 'room', use: 'out', min: 0, max: '*', part: parts }],
    allow: ['board', 'registrar', 'nurse', 'doctor', 'cashier', 'administrator'],
    readsAs: ['queue-board'],
  },
  async run(ctx) {
    const rooms = examRooms(ctx);
    const tickets = await loadTickets(
      ctx,
      rooms.map(({ id }) => id),
    );
    return { room: rooms.map((room) => loadOf(room, tickets.get(room.id) ?? [])) };
  },
};
