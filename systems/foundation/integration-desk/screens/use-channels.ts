import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import type { FieldSpec } from './definition-lines.ts';
import { deskKey, textIn } from './use-desk.ts';

export const channelsKey = [...deskKey, 'channels'] as const;
const REFRESH = 10_000;

export interface PaperLine {
  readonly at: string;
  readonly name: string;
  readonly isThere: boolean;
  readonly until: string;
}

/** A channel as it does now. */
export interface ChannelRow {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly state: string;
  readonly version: string;
  readonly direction: string;
  readonly transport: string;
  readonly codec: string;
  readonly partner: string;
  readonly address: string;
  readonly isOfSite: boolean;
  readonly reason: string;
  readonly lastError: string;
  readonly lastErrorAt: string;
  readonly lastReceived: string;
  readonly lastSent: string;
  readonly waitingSince: string;
  readonly parked: number;
  readonly waiting: number;
  readonly count: number;
  readonly inHand: number | undefined;
  readonly mostInHand: number | undefined;
  readonly perMinute: number | undefined;
  readonly median: number | undefined;
  readonly p95: number | undefined;
  readonly alerts: readonly string[];
  readonly papers: readonly PaperLine[];
}

const paperOf = (part: Parameters): PaperLine => ({
  at: textIn(part, 'at'),
  name: textIn(part, 'name'),
  isThere: valueIn<boolean>(part, 'isThere') ?? false,
  until: textIn(part, 'until'),
});

const rowOf = (part: Parameters): ChannelRow => {
  const text = (name: string): string => textIn(part, name);
  const number = (name: string): number | undefined => valueIn<number>(part, name);
  return {
    id: text('channel'),
    name: text('name'),
    status: text('status'),
    state: text('state'),
    version: text('version'),
    direction: text('direction'),
    transport: text('transport'),
    codec: text('codec'),
    partner: text('partner'),
    address: text('address'),
    isOfSite: valueIn<boolean>(part, 'isOfSite') ?? false,
    reason: text('reason'),
    lastError: text('lastError'),
    lastErrorAt: text('lastErrorAt'),
    lastReceived: text('lastReceived'),
    lastSent: text('lastSent'),
    waitingSince: text('waitingSince'),
    parked: number('parked') ?? 0,
    waiting: number('waiting') ?? 0,
    count: number('count') ?? 0,
    inHand: number('inHand'),
    mostInHand: number('mostInHand'),
    perMinute: number('perMinute'),
    median: number('median'),
    p95: number('p95'),
    alerts: valuesIn<string>(part, 'alert'),
    papers: valuesIn<Parameters>(part, 'paper').map(paperOf),
  };
};

/** Every channel, looked at again every ten seconds. */
export function useChannels() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: channelsKey,
    refetchInterval: REFRESH,
    async queryFn() {
      return valuesIn<Parameters>(await operation<Parameters>('$channel-state', 'Endpoint'), 'channel').map(rowOf);
    },
  });
}

const fieldOf = (part: Parameters): FieldSpec => ({
  path: textIn(part, 'path'),
  type: textIn(part, 'type'),
  meaning: textIn(part, 'meaning'),
  isRequired: valueIn<boolean>(part, 'isRequired') ?? false,
  choices: valuesIn<string>(part, 'choices'),
  transports: valuesIn<string>(part, 'transports'),
  direction: textIn(part, 'direction'),
  default: textIn(part, 'default'),
  unit: textIn(part, 'unit'),
});

/** The lines that a channel may hold; they change with a release only. */
export function useChannelFields() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...deskKey, 'fields'],
    staleTime: Number.POSITIVE_INFINITY,
    async queryFn() {
      return valuesIn<Parameters>(await operation<Parameters>('$channel-fields', 'Endpoint'), 'field').map(fieldOf);
    },
  });
}

export interface VersionLine {
  readonly number: string;
  readonly name: string;
  readonly status: string;
  readonly definition: string;
  readonly at: string;
}

export const versionOf = (part: Parameters): VersionLine => ({
  number: textIn(part, 'number'),
  name: textIn(part, 'name'),
  status: textIn(part, 'status'),
  definition: textIn(part, 'definition'),
  at: textIn(part, 'at'),
});

/** The channel as it was, newest first. @param version  of the list: another one is asked for anew */
export function useVersions(id: string | undefined, version: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...channelsKey, 'versions', id, version],
    enabled: id !== undefined && version !== '',
    placeholderData: (before, query) => (query?.queryKey[4] === id ? before : undefined),
    async queryFn() {
      const told = await operation<Parameters>('$channel-versions', `Endpoint/${id}`);
      return valuesIn<Parameters>(told, 'version').map(versionOf);
    },
  });
}
