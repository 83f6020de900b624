import { staffRoles } from '@lienmach/core';
import { useRecord, useSession, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

/** A line to a partner: an analyzer, a gateway. */
export interface Channel {
  readonly channel: string;
  readonly state: string;
  readonly waiting: number;
}

const REFRESH = 60_000;

/** How the lines to partners do; nothing while that cannot be asked: the list says so by itself. */
export function useChannels(): readonly Channel[] {
  const { operation } = useRecord();
  const { hasRole } = useSession();
  const { data } = useQuery({
    queryKey: ['channels'],
    enabled: hasRole(...staffRoles),
    refetchInterval: ({ state }) => (state.status === 'error' ? false : REFRESH),
    retry: false,
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$link-state', undefined), 'link').map((part) => ({
        channel: valueIn<string>(part, 'channel') ?? '',
        state: valueIn<string>(part, 'state') ?? 'ok',
        waiting: valueIn<number>(part, 'waiting') ?? 0,
      })),
  });
  return data ?? [];
}
