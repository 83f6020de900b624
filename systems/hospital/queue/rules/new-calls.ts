/** The last call of one room, as the board answers it. */
export interface RoomCall {
  readonly room: string;
  readonly ticket: number;
  readonly calls: number;
  readonly at: string;
}

const faceOf = ({ ticket, calls, at }: RoomCall): string => `${ticket}/${calls}/${at}`;

/**
 * Which calls are new since the board was looked at last: another number, or the same number called once more. A board
 * that has just been switched on reads nothing out: those people are long in the room.
 *
 * @param before  what was shown last; undefined: first look
 * @returns in the order in which they were called
 * @source none: our own choice
 */
export function newCalls(before: readonly RoomCall[] | undefined, now: readonly RoomCall[]): RoomCall[] {
  if (before === undefined) return [];
  const known = new Map(before.map((call) => [call.room, faceOf(call)]));
  return now.filter((call) => known.get(call.room) !== faceOf(call)).toSorted((a, b) => a.at.localeCompare(b.at));
}
