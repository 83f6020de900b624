import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { type ChannelRow, useChannels } from './use-channels.ts';
import { deskKey, textIn } from './use-desk.ts';

/** What a partner brought, on one day or in the whole range. */
export interface PartnerFigures {
  readonly partner: string;
  readonly day: string;
  readonly count: number;
  readonly applied: number;
  readonly parked: number;
  readonly refused: number;
  readonly median: number | undefined;
  readonly p95: number | undefined;
}

/** A partner with its channels and figures. */
export interface PartnerRow {
  readonly id: string;
  readonly whole: PartnerFigures | undefined;
  readonly days: readonly PartnerFigures[];
  readonly channels: readonly ChannelRow[];
  readonly sent: number;
  readonly alerts: readonly string[];
}

const REFRESH = 30_000;

const figuresOf = (part: Parameters): PartnerFigures => ({
  partner: textIn(part, 'partner'),
  day: textIn(part, 'day'),
  count: valueIn<number>(part, 'count') ?? 0,
  applied: valueIn<number>(part, 'applied') ?? 0,
  parked: valueIn<number>(part, 'parked') ?? 0,
  refused: valueIn<number>(part, 'refused') ?? 0,
  median: valueIn<number>(part, 'median'),
  p95: valueIn<number>(part, 'p95'),
});

interface Told {
  readonly figures: readonly PartnerFigures[];
  readonly sent: ReadonlyMap<string, number>;
}

/** Partners of the channels, and whoever else brought messages in these days. */
function partnersOf(rows: readonly ChannelRow[], { figures, sent }: Told): PartnerRow[] {
  const ids = [...new Set([...rows.map(({ partner }) => partner), ...figures.map(({ partner }) => partner)])];
  return ids
    .filter((id) => id !== '')
    .sort()
    .map((id) => {
      const channels = rows.filter(({ partner }) => partner === id);
      const own = figures.filter(({ partner }) => partner === id);
      return {
        id,
        channels,
        whole: own.find(({ day }) => day === ''),
        days: own.filter(({ day }) => day !== ''),
        sent: channels.reduce((sum, channel) => sum + (sent.get(channel.id) ?? 0), 0),
        alerts: [
          ...new Set(channels.flatMap(({ state, alerts }) => [...(state === 'failed' ? ['failed'] : []), ...alerts])),
        ],
      };
    });
}

/** @param from  first day, @param to  last day, yyyy-MM-dd */
export function usePartners(from: string, to: string) {
  const { operation } = useRecord();
  const channels = useChannels();
  const rows = channels.data;
  const leaving = rows?.filter(({ direction }) => direction === 'out').map(({ id }) => id) ?? [];
  const figures = useQuery({
    queryKey: [...deskKey, 'partners', from, to, leaving.join(' ')],
    enabled: rows !== undefined,
    refetchInterval: REFRESH,
    placeholderData: (before) => before,
    async queryFn(): Promise<Told> {
      const asked = { from: { valueDate: from }, to: { valueDate: to }, channel: leaving };
      const told = await operation<Parameters>('$partner-statistics', undefined, asked);
      return {
        figures: valuesIn<Parameters>(told, 'partner').map(figuresOf),
        sent: new Map(
          valuesIn<Parameters>(told, 'sent').map((part) => [
            textIn(part, 'channel'),
            valueIn<number>(part, 'count') ?? 0,
          ]),
        ),
      };
    },
  });
  const data = rows === undefined || figures.data === undefined ? undefined : partnersOf(rows, figures.data);
  return {
    data,
    error: channels.error ?? figures.error,
    refetch: () => void Promise.all([channels.refetch(), figures.refetch()]),
  };
}
