import { toVnIso } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { type OwnPlace, ownPlace } from '../rules/own-place.ts';
import { paceOf } from '../rules/pace.ts';
import { examRoom, loadTickets } from './load-queue.ts';

export interface TicketPlace {
  readonly at: string;
  readonly room: string;
  readonly roomName: string;
  readonly ticket: number;
  readonly state: OwnPlace['state'];
  readonly ahead?: number;
  readonly estimatedMinutes?: number;
  readonly note?: 'not-enough-data';
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

/**
 * GET Encounter/$ticket?room=…&ticket=…: where one number stands, for whoever holds the slip. It says nothing of the
 * person: a number that was guessed tells only a number.
 */
export const ticket: Operation<{ readonly room: string; readonly ticket: number }, TicketPlace> = {
  definition: {
    code: 'ticket',
    title: { vi: 'Xem số của tôi', en: 'Where my number stands' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'room', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'ticket', use: 'in', min: 1, max: '1', type: 'integer' },
      out('at', 'dateTime'),
      out('room', 'string'),
      out('roomName', 'string'),
      out('ticket', 'integer'),
      out('state', 'code'),
      out('ahead', 'integer', 0),
      out('estimatedMinutes', 'integer', 0),
      out('note', 'code', 0),
    ],
    allow: ['board', 'registrar', 'nurse', 'doctor'],
    readsAs: ['queue-board'],
  },
  async run(ctx, _id, input) {
    const room = examRoom(ctx, input.room);
    const tickets = (await loadTickets(ctx, [room.id])).get(room.id) ?? [];
    const mine = tickets.find(({ number }) => number === input.ticket);
    if (mine === undefined) throw errors.unknownTicket({ at: 'ticket', ticket: input.ticket });
    const { state, ahead, minutes } = ownPlace(mine, tickets, paceOf(tickets));
    return {
      at: toVnIso(ctx.now()),
      room: room.id,
      roomName: room.name,
      ticket: mine.number,
      state,
      ...(ahead === undefined ? {} : { ahead }),
      ...(minutes === undefined ? {} : { estimatedMinutes: minutes }),
      ...(ahead !== undefined && minutes === undefined ? { note: 'not-enough-data' } : {}),
    };
  },
};
