import { parseVnDate, toVnDay } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { inListOrder } from '../rules/queue-order.ts';
import type { VisitState } from '../rules/visit-state.ts';
import { examRoom, loadQueue } from './load-queue.ts';
import { entriesOf, entryParameter, type QueueEntry } from './queue-entry.ts';

export interface Worklist {
  readonly room: string;
  readonly roomName: string;
  readonly date: string;
  readonly count: Readonly<
    Record<'waiting' | 'called' | 'inExam' | 'awaitingResults' | 'resultsBack' | 'done', number>
  >;
  readonly entry: readonly QueueEntry[];
}

const out = (name: string, type: string): OperationParameter => ({ name, use: 'out', min: 1, max: '1', type });
const counts = ['waiting', 'called', 'inExam', 'awaitingResults', 'resultsBack', 'done'] as const;

function countOf(entries: readonly QueueEntry[]): Worklist['count'] {
  const of = (state: VisitState) => entries.filter((entry) => entry.state === state).length;
  return {
    waiting: of('waiting'),
    called: of('called'),
    inExam: of('in-exam'),
    awaitingResults: of('awaiting-results'),
    resultsBack: of('results-back'),
    done: of('done'),
  };
}

function dayOf(text: string): string {
  const day = parseVnDate(text, 'date');
  if (day.length !== 10) throw errors.badDate({ at: 'date' });
  return day;
}

/** GET Encounter/$worklist?room=…: everybody of a room and day, in the order in which a doctor looks at them. */
export const worklist: Operation<{ readonly room: string; readonly date?: string }, Worklist> = {
  definition: {
    code: 'worklist',
    title: { vi: 'Danh sách người bệnh của phòng', en: 'Worklist of a room' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'room', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      out('room', 'string'),
      out('roomName', 'string'),
      out('date', 'date'),
      { name: 'count', use: 'out', min: 1, max: '1', part: counts.map((name) => out(name, 'integer')) },
      entryParameter(0, '*'),
    ],
    allow: ['doctor', 'nurse', 'registrar'],
  },
  async run(ctx, _id, input) {
    const room = examRoom(ctx, input.room);
    const date = input.date === undefined ? toVnDay(ctx.now()) : dayOf(input.date);
    const entry = await entriesOf(ctx, inListOrder(await loadQueue(ctx, room.id, date)));
    return { room: room.id, roomName: room.name, date, count: countOf(entry), entry };
  },
};
