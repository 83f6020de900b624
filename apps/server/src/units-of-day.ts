import { isOpenOn, type SiteRoom } from '@lienmach/core';
import type { SiteUnit } from '@lienmach/system-kit';

const unitOf = ({ id, name, kind, department, examService }: SiteRoom): SiteUnit => ({
  id,
  name,
  kind,
  department,
  ...(examService === undefined ? {} : { examService }),
});

/**
 * The rooms in which people work on a day: those of the record, and those of the site file that the record does not know
 * yet, in the order of the site file.
 */
export function unitsOfDay(file: readonly SiteUnit[], rooms: readonly SiteRoom[], day: string): readonly SiteUnit[] {
  const inFile = new Set(file.map(({ id }) => id));
  const kept = file.flatMap((unit) => {
    const room = rooms.find(({ id }) => id === unit.id);
    if (room === undefined) return [unit];
    return isOpenOn(room, day) ? [unitOf(room)] : [];
  });
  const added = rooms.filter((room) => !inFile.has(room.id) && isOpenOn(room, day));
  return [...kept, ...added.map(unitOf)];
}
