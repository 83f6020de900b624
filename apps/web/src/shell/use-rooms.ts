import { type Place, type Room, useSearch } from '@lienmach/ui';
import { useState } from 'react';

const KEY = 'lienmach.place';

/** The rooms of the facility; the choice is kept for this browser. */
export function useRooms(facility: string): Place {
  const { data } = useSearch('Location', { status: 'active', _count: 200 });
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY) ?? '');
  const rooms: readonly Room[] = (data?.items ?? [])
    .flatMap(({ id, name, partOf }) =>
      id === undefined || (partOf === undefined && (data?.items.length ?? 0) > 20)
        ? []
        : [{ id, reference: `Location/${id}`, name: name ?? id }],
    )
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
