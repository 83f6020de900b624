import { isOpenOn, locationOfRoom, roomOfLocation, type SiteRoom } from '@lienmach/core';
import { recordKey, today, useRecord, useSearch, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Location, Parameters } from 'fhir/r4';

export type RoomState = 'open' | 'later' | 'over' | 'off';

/** A room as the desk shows it, with the version that was seen. */
export interface DeskRoom extends SiteRoom {
  readonly version: string | undefined;
}

export function roomState(room: SiteRoom): RoomState {
  if (isOpenOn(room, today())) return 'open';
  if (!room.isActive) return 'off';
  return room.validFrom !== undefined && room.validFrom > today() ? 'later' : 'over';
}

const deskRoom = (location: Location): DeskRoom[] => {
  const room = roomOfLocation(location);
  return room === undefined ? [] : [{ ...room, version: location.meta?.versionId }];
};

/** All rooms of the house by name, and how many wait in each exam room. */
export function useRoomDesk() {
  const { operation } = useRecord();
  const { data, error, refetch } = useSearch('Location', { _count: 500 });
  const load = useQuery({
    queryKey: recordKey('Task', 'administration', 'room-load'),
    queryFn: async () =>
      new Map(
        valuesIn<Parameters>(await operation<Parameters>('$room-load', 'Encounter'), 'room').map((part) => [
          valueIn<string>(part, 'id') ?? '',
          (valueIn<number>(part, 'waiting') ?? 0) + (valueIn<number>(part, 'called') ?? 0),
        ]),
      ),
  });
  const rooms = data?.items.flatMap(deskRoom).sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
  return { rooms, waiting: load.data ?? new Map<string, number>(), error, refetch };
}

/** as it would be written: what makes two rooms the same */
export const faceOf = (room: SiteRoom): string => JSON.stringify(locationOfRoom(room, ''));
