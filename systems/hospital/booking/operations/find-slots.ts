import { toVnDay } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { dayOf, examRoom, loadDays } from './load-day.ts';

const LONGEST = 31;

export interface FoundSlots {
  readonly room: string;
  readonly roomName: string;
  readonly day: readonly {
    readonly date: string;
    readonly closed?: string;
    readonly slot: readonly {
      readonly start: string;
      readonly end: string;
      readonly seats: number;
      readonly taken: number;
    }[];
  }[];
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

/** GET Appointment/$find-slots?room=…&date=…&days=…: what a room offers, and how much of it is taken. */
export const findSlots: Operation<
  { readonly room: string; readonly date?: string; readonly days?: number },
  FoundSlots
> = {
  definition: {
    code: 'find-slots',
    title: { vi: 'Tìm giờ trống', en: 'Find free slots' },
    resource: ['Appointment'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'room', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      { name: 'days', use: 'in', min: 0, max: '1', type: 'integer' },
      out('room', 'string'),
      out('roomName', 'string'),
      {
        name: 'day',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('date', 'date'),
          out('closed', 'string', 0),
          {
            name: 'slot',
            use: 'out',
            min: 0,
            max: '*',
            part: [out('start', 'dateTime'), out('end', 'dateTime'), out('seats', 'integer'), out('taken', 'integer')],
          },
        ],
      },
    ],
    allow: ['registrar', 'nurse', 'doctor'],
  },
  async run(ctx, _id, input) {
    const room = examRoom(ctx, input.room);
    const from = input.date === undefined ? toVnDay(ctx.now()) : dayOf(input.date);
    const days = await loadDays(ctx, room.id, from, Math.min(LONGEST, Math.max(1, input.days ?? 1)));
    return {
      room: room.id,
      roomName: room.name,
      day: days.map(({ date, closed, slots }) => ({
        date,
        ...(closed === undefined ? {} : { closed }),
        slot: slots.map(({ start, end, seats, taken }) => ({ start, end, seats, taken })),
      })),
    };
  },
};
