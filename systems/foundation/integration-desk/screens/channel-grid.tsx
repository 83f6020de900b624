import { type Column, DataGrid, formatNumber, useIsNarrow, useTexts, useWords } from '@lienmach/ui';
import {
  type Icon,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
  IconFlask2,
} from '@tabler/icons-react';
import { channelTexts } from './channel-texts.ts';
import { valueName } from './line-names.ts';
import { shortTime } from './short-time.ts';
import type { ChannelRow } from './use-channels.ts';

/** The sign of a channel, its tone, and the words that say the same. */
export function signOf(
  { status, state, alerts, reason, parked }: ChannelRow,
  t: (typeof channelTexts)['vi'],
): readonly [Icon, string, string] {
  if (status === 'off') return [IconCircleMinus, 'off', t.states.off ?? status];
  if (state === 'failed') return [IconCircleXFilled, 'bad', reason === '' ? (t.states.failed ?? state) : reason];
  if (alerts.length > 0)
    return [IconAlertTriangleFilled, 'warn', alerts.map((alert) => t.alerts[alert] ?? alert).join(', ')];
  if (parked > 0) return [IconAlertTriangleFilled, 'warn', t.parkedHere(parked)];
  if (status === 'test') return [IconFlask2, 'info', t.testing];
  return [IconCircleCheckFilled, 'ok', t.states[state] ?? state];
}

const lastOf = ({ lastReceived, lastSent }: ChannelRow): string => (lastReceived > lastSent ? lastReceived : lastSent);

function NameCell({ row, isUnsaved }: { readonly row: ChannelRow; readonly isUnsaved: boolean }) {
  const t = useTexts(channelTexts);
  const [Sign, tone, words] = signOf(row, t);
  const trouble = row.state === 'failed' || row.alerts.length > 0 ? words : row.lastError;
  return (
    <span className="row">
      <Sign size={16} className="itg-light" data-tone={tone} role="img" aria-label={words} />
      <span className="itg-two grow">
        <b className="el">
          {row.name}
          {isUnsaved && <span className="s itg-warn"> · {t.unsaved}</span>}
        </b>
        <span className={trouble === '' ? 's mut el' : 's sec el'}>{trouble === '' ? row.partner : trouble}</span>
      </span>
    </span>
  );
}

function WayCell({ row }: { readonly row: ChannelRow }) {
  const words = useWords();
  return (
    <span className="itg-two">
      <span className="el">{words(valueName(row.transport))}</span>
      <span className="s mut el">{[row.direction, row.codec].map((one) => words(valueName(one))).join(' · ')}</span>
    </span>
  );
}

interface ChannelGridProps {
  readonly rows: readonly ChannelRow[];
  readonly unsaved: readonly string[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** Every channel: how it does, how it speaks, what came today, what waits, what went wrong last. */
export function ChannelGrid({ rows, unsaved, selected, onSelect }: ChannelGridProps) {
  const t = useTexts(channelTexts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<ChannelRow>[] = [
    {
      id: 'channel',
      head: t.channel,
      by: ({ name }) => name,
      cell: (row) => <NameCell row={row} isUnsaved={unsaved.includes(row.id)} />,
    },
    { id: 'way', head: t.way, width: 134, by: ({ transport }) => transport, cell: (row) => <WayCell row={row} /> },
    {
      id: 'today',
      head: t.today,
      width: 72,
      align: 'right',
      by: ({ count }) => count,
      cell: ({ count }) => <span className="n">{formatNumber(count)}</span>,
    },
    {
      id: 'waits',
      head: t.waits,
      width: 56,
      align: 'right',
      by: ({ parked, waiting }) => parked + waiting,
      cell: ({ parked, waiting }) =>
        parked + waiting === 0 ? '' : <b className="n itg-warn">{formatNumber(parked + waiting)}</b>,
    },
    {
      id: 'last',
      head: t.last,
      width: 84,
      by: lastOf,
      cell: (row) => <span className="n">{lastOf(row) === '' ? t.dash : shortTime(lastOf(row))}</span>,
    },
  ];
  return (
    <DataGrid
      label={t.channels}
      rows={rows}
      columns={isNarrow ? all.filter(({ id }) => id === 'channel' || id === 'waits') : all}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={({ id }) => onSelect(id)}
      rowHeight={44}
      empty={t.none}
      foot={<span className="mut">{t.count(rows.length)}</span>}
    />
  );
}
