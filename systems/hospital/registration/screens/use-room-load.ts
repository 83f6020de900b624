import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

export interface RoomLoad {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
  readonly priority: number;
  readonly minutes: number | undefined;
}

const REFRESH = 20_000;

const loadOf = (part: Parameters): RoomLoad => ({
  id: valueIn<string>(part, 'id') ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  waiting: valueIn<number>(part, 'waiting') ?? 0,
  priority: valueIn<number>(part, 'priority') ?? 0,
  minutes: valueIn<number>(part, 'estimatedMinutes'),
});

/** How many wait where; fresh with every waiting Task that changes. */
export function useRoomLoad() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'room-load'),
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$room-load', 'Encounter'), 'room').map(loadOf),
    refetchInterval: REFRESH,
  });
}
