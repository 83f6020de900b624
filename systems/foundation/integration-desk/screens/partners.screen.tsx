import './desk.css';
import {
  type Column,
  DataGrid,
  ErrorNote,
  formatNumber,
  Loading,
  Panel,
  Segments,
  StatusChip,
  today,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { channelTexts } from './channel-texts.ts';
import { PartnerDetail } from './partner-detail.tsx';
import { partnerTexts } from './partner-texts.ts';
import { type PartnerRow, usePartners } from './use-partners.ts';

const DAY = 86_400_000;
const daysBefore = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY).toISOString().slice(0, 10);

function Look({ alerts }: { readonly alerts: readonly string[] }) {
  const t = useTexts(partnerTexts);
  const words = useTexts(channelTexts);
  if (alerts.length === 0) return <StatusChip tone="ok">{t.fine}</StatusChip>;
  const told = alerts.map((alert) => words.alerts[alert] ?? words.states[alert] ?? alert).join(', ');
  return (
    <StatusChip tone={alerts.includes('failed') || alerts.includes('expired') ? 'bad' : 'warn'}>{told}</StatusChip>
  );
}

function useColumns(): readonly Column<PartnerRow>[] {
  const t = useTexts(partnerTexts);
  const number = (id: string, head: string, of: (row: PartnerRow) => number | undefined): Column<PartnerRow> => ({
    id,
    head,
    width: 72,
    align: 'right',
    isWideOnly: id !== 'count',
    by: (row) => of(row) ?? -1,
    cell: (row) => <span className="n">{of(row) === undefined ? '' : formatNumber(Math.round(of(row) ?? 0))}</span>,
  });
  return [
    { id: 'partner', head: t.partner, by: ({ id }) => id, cell: ({ id }) => <b className="itg-any">{id}</b> },
    number('count', t.count, ({ whole }) => whole?.count ?? 0),
    number('parked', t.parked, ({ whole }) => whole?.parked ?? 0),
    number('refused', t.refused, ({ whole }) => whole?.refused ?? 0),
    number('median', `${t.median}, ms`, ({ whole }) => whole?.median),
    number('p95', `${t.p95}, ms`, ({ whole }) => whole?.p95),
    number('sent', t.sent, ({ sent }) => sent),
    {
      id: 'look',
      head: t.look,
      width: 150,
      by: ({ alerts }) => alerts.length,
      cell: ({ alerts }) => <Look alerts={alerts} />,
    },
  ];
}

/** Partners of the house: how much they bring, how fast it is handled, what ends or is missing. */
export function PartnersScreen() {
  const t = useTexts(partnerTexts);
  const navigate = useNavigate();
  const [range, setRange] = useState('7');
  const [selected, setSelected] = useState<string>();
  const to = today();
  const { data, error, refetch } = usePartners(daysBefore(to, Number(range) - 1), to);
  const columns = useColumns();
  const partner = data?.find(({ id }) => id === selected);
  const channel = partner?.channels[0];
  const open = (): void => {
    if (channel !== undefined) void navigate(`/integration/channels?${new URLSearchParams({ channel: channel.id })}`);
  };
  useActions(
    [{ key: 'Ctrl+E', label: t.open, icon: IconRoute, isPrimary: true, isDisabled: channel === undefined, run: open }],
    { text: t.ready, tone: 'quiet' },
  );
  if (error !== null) return <ErrorNote error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading />;
  return (
    <div className="work itg-partners">
      <Panel
        title={t.partners}
        isPadded={false}
        actions={
          <Segments
            label={t.range}
            options={Object.entries(t.ranges).map(([value, label]) => ({ value, label }))}
            value={range}
            onChange={setRange}
          />
        }
      >
        <div className="stack itg-list itg-fill itg-fixed">
          <DataGrid
            label={t.partners}
            rows={data}
            columns={columns}
            rowKey={({ id }) => id}
            selected={selected}
            onSelect={({ id }) => setSelected(id)}
            onOpen={open}
            rowHeight={36}
            empty={t.none}
            foot={<span className="mut">{t.total(data.length)}</span>}
          />
        </div>
      </Panel>
      <PartnerDetail partner={partner} />
    </div>
  );
}
