import { identifierSystems } from '@lienmach/core';
import type { Encounter, Task } from 'fhir/r4';

interface NewPlace {
  readonly room: { readonly id: string; readonly name: string };
  /** `noi-2-20260302-007` */
  readonly number: string;
}

/** The number that was left: nobody waits with it any more, and no board shows it. @source none: how our own Task carries it */
export function leftTask(task: Task, { room }: NewPlace): Task {
  const { businessStatus: _, ...rest } = task;
  return { ...rest, status: 'cancelled', statusReason: { text: `Chuyển sang ${room.name}` } };
}

/**
 * The number in the new room. The person keeps lane and hour of arrival: whoever waited an hour does not start anew.
 *
 * @param reserved  draft that holds the number
 * @source none: own choice
 */
export function movedTask(reserved: Task, before: Task): Task {
  const { status: _s, identifier: _i, groupIdentifier: _g, id: _id, meta: _m, ...kept } = before;
  const { extension: _e, businessStatus: _b, ...place } = kept;
  return { ...reserved, ...place, status: 'requested' };
}

/** The visit where it is from now on. @source none: how our own Encounter names its room and number */
export function movedEncounter(encounter: Encounter, { room, number }: NewPlace): Encounter {
  const others = (encounter.identifier ?? []).filter(({ system }) => system !== identifierSystems.queueNumber);
  return {
    ...encounter,
    identifier: [...others, { system: identifierSystems.queueNumber, value: number }],
    location: [
      {
        location: {
          type: 'Location',
          identifier: { system: identifierSystems.room, value: room.id },
          display: room.name,
        },
      },
    ],
  };
}

/** id of the room whose queue a number belongs to: `noi-1-20260302-007` is `noi-1`. @source none: form of our own numbers */
export const roomOfNumber = (number: string): string => /^(.+)-\d{8}-\d+$/.exec(number)?.[1] ?? '';
