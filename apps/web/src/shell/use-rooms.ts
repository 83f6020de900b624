import { isOpenOn, roomOfLocation } from '@lienmach/core';
import { type Place, type Room, today, useSearch } from '@lienmach/ui';
import type { Location } from 'fhir/r4';
import { useState } from 'react';

/** A house or a floor is where rooms are, not a place to work at; a room whose days are over is none any more. */
function isRoom(location: Location, all: readonly Location[]): boolean {
  const room = roomOfLocation(location);
  if (room !== undefined) return isOpenOn(room, today());
  return !all.some(({ partOf }) => partOf?.reference === `Location/${location.id}`);
}

const KEY = 'lienmach.place';

/** The rooms of the facility; the choice is kept for this browser. */
export function useRooms(facility: string): Place {
  const { data } = useSearch('Location', { status: 'active', _count: 200 });
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY) ?? '');
  const found = data?.items ?? [];
  const rooms: readonly Room[] = found
    .filter((location) => isRoom(location, found))
    .flatMap(({ id, name }) => (id === undefined ? [] : [{ id, reference: `Location/${id}`, name: name ?? id }]))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
  return {
    facility,
    rooms,
    room: rooms.find((room) => room.id === chosen),
    choose(room) {
      localStorage.setItem(KEY, room.id);
      setChosen(room.id);
    },
  };
}
