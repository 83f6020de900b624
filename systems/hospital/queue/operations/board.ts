import { maskedName, nameText, toVnIso } from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import { type BoardRoom, boardRoom } from '../rules/board-room.ts';
import type { Lane, QueueTicket } from '../rules/queue-ticket.ts';
import { examRoom, loadTickets } from './load-queue.ts';

interface BoardLine {
  readonly ticket: number;
  /** family name and initials */
  readonly name: string;
  readonly lane: Lane;
}

export interface Board {
  readonly at: string;
  readonly room: readonly {
    readonly id: string;
    readonly name: string;
    readonly waiting: number;
    readonly called?: BoardLine & { readonly calls: number; readonly at: string };
    readonly next: readonly BoardLine[];
  }[];
}

const out = (name: string, type: string): OperationParameter => ({ name, use: 'out', min: 1, max: '1', type });
const lineParts = [out('ticket', 'integer'), out('name', 'string'), out('lane', 'code')];
const roomParts: readonly OperationParameter[] = [
  out('id', 'string'),
  out('name', 'string'),
  out('waiting', 'integer'),
  {
    name: 'called',
    use: 'out',
    min: 0,
    max: '1',
    part: [...lineParts, out('calls', 'integer'), out('at', 'dateTime')],
  },
  { name: 'next', use: 'out', min: 0, max: '*', part: lineParts },
];

const patientIdOf = ({ task }: QueueTicket): string => task.for?.reference?.split('/')[1] ?? '';

/** The masked names of those who are shown, in one search. */
async function namesOf(ctx: Context, rooms: readonly BoardRoom[]): Promise<(ticket: QueueTicket) => string> {
  const shown = rooms.flatMap(({ called, next }) => [...(called === undefined ? [] : [called]), ...next]);
  const patients = await searchEach(ctx.store, 'Patient', '_id', shown.map(patientIdOf));
  const names = new Map(patients.map(({ id, name }) => [id ?? '', maskedName(nameText(name))]));
  return (ticket) => names.get(patientIdOf(ticket)) ?? '';
}

/**
 * GET Encounter/$board?room=…&room=…: what a public board may show. It reads as the board, whatever else its caller may
 * see, and tells number, masked name and lane, nothing more.
 */
export const board: Operation<{ readonly room: readonly string[] }, Board> = {
  definition: {
    code: 'board',
    title: { vi: 'Bảng gọi số', en: 'Waiting-room board' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'room', use: 'in', min: 1, max: '*', type: 'string' },
      out('at', 'dateTime'),
      { name: 'room', use: 'out', min: 1, max: '*', part: roomParts },
    ],
    allow: ['board', 'registrar', 'nurse', 'doctor', 'cashier', 'administrator'],
    readsAs: ['queue-board'],
  },
  async run(ctx, _id, input) {
    const units = [...new Set(input.room)].map((id) => examRoom(ctx, id));
    const tickets = await loadTickets(
      ctx,
      units.map(({ id }) => id),
    );
    const shown = units.map((unit) => ({ unit, ...boardRoom(tickets.get(unit.id) ?? []) }));
    const nameOf = await namesOf(ctx, shown);
    const lineOf = (ticket: QueueTicket): BoardLine => ({
      ticket: ticket.number,
      name: nameOf(ticket),
      lane: ticket.lane,
    });
    return {
      at: toVnIso(ctx.now()),
      room: shown.map(({ unit, called, next, waiting }) => ({
        id: unit.id,
        name: unit.name,
        waiting,
        ...(called === undefined
          ? {}
          : {
              called: {
                ...lineOf(called),
                calls: called.calls,
                at: toVnIso(new Date(called.calledAt ?? ctx.now())),
              },
            }),
        next: next.map(lineOf),
      })),
    };
  },
};
