import './prints.css';
import { codeSystems } from '@lienmach/core';
import {
  type Column,
  DataGrid,
  ErrorNote,
  formatTime,
  Loading,
  Panel,
  Segments,
  StatusChip,
  type Tone,
  today,
  useActions,
  usePlace,
  usePrint,
  useSearch,
  useSession,
  useTexts,
} from '@lienmach/ui';
import { IconPrinter, IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { HelperPanel } from './helper-panel.tsx';
import { linesOf, type PrintLine, type PrintState, stuckIn } from './print-line.ts';
import { texts } from './texts.ts';

const tones: Readonly<Record<PrintState, Tone>> = { printed: 'ok', failed: 'bad', waiting: 'wait' };

function useColumns(): readonly Column<PrintLine>[] {
  const t = useTexts(texts);
  return [
    {
      id: 'time',
      head: t.time,
      width: 64,
      cell: ({ at }) => <span className="n">{formatTime(at)}</span>,
      by: ({ at }) => at,
    },
    { id: 'paper', head: t.paper, width: 210, cell: ({ title }) => title, by: ({ title }) => title },
    { id: 'patient', head: t.patient, cell: ({ patient }) => patient, by: ({ patient }) => patient },
    { id: 'copy', head: t.copy, width: 52, align: 'right', cell: ({ copy }) => <span className="n">{copy}</span> },
    {
      id: 'state',
      head: t.state,
      width: 120,
      cell: ({ state }) => <StatusChip tone={tones[state]}>{t.states[state]}</StatusChip>,
    },
    {
      id: 'reason',
      head: `${t.printer} · ${t.reason}`,
      width: '30%',
      cell: ({ reason, printer }) => reason || printer,
    },
  ];
}

/** What this room printed today; what did not come out stands first and is printed again by one key. */
export function PrintsScreen() {
  const t = useTexts(texts);
  const { who } = useSession();
  const { room } = usePlace();
  const [isOpenOnly, setOpenOnly] = useState(true);
  const [chosen, setChosen] = useState<string>();
  const printing = usePrint();
  const columns = useColumns();
  const tasks = useSearch('Task', {
    code: `${codeSystems.taskKind}|print`,
    'authored-on': `ge${today()}`,
    _sort: '-_lastUpdated',
    _count: 200,
  });
  const all = linesOf(tasks.data?.items ?? [], room?.id, who);
  const stuck = stuckIn(all);
  const lines = isOpenOnly ? stuck : all;
  const line = lines.find(({ id }) => id === chosen) ?? lines[0];
  useActions(
    [
      {
        key: 'Ctrl+Shift+P',
        label: t.choose,
        icon: IconSettings,
        isDisabled: line === undefined || printing.isPrinting,
        run: () => line !== undefined && void printing.choose(line.paper),
      },
      {
        key: 'Ctrl+I',
        label: t.again,
        icon: IconPrinter,
        isPrimary: true,
        isDisabled: line === undefined || printing.isPrinting,
        run: () => line !== undefined && void printing.print(line.paper),
      },
    ],
    { text: t.waiting(stuck.length), tone: stuck.length === 0 ? 'ok' : 'warn' },
  );
  return (
    <div className="work prints">
      <Panel
        title={t.list}
        isPadded={false}
        actions={
          <Segments
            label={t.filter}
            value={isOpenOnly ? 'open' : 'all'}
            onChange={(value) => setOpenOnly(value === 'open')}
            options={[
              { value: 'open', label: `${t.open} (${stuck.length})` },
              { value: 'all', label: t.all },
            ]}
          />
        }
      >
        {tasks.error !== null && <ErrorNote error={tasks.error} onRetry={() => void tasks.refetch()} />}
        {tasks.data === undefined && tasks.error === null && <Loading />}
        {tasks.data !== undefined && (
          <DataGrid
            label={t.list}
            rows={lines}
            columns={columns}
            rowKey={({ id }) => id}
            selected={line?.id}
            onSelect={({ id }) => setChosen(id)}
            onOpen={({ paper }) => void printing.print(paper)}
            empty={isOpenOnly ? t.none : t.noneToday}
          />
        )}
      </Panel>
      <HelperPanel />
      {printing.view}
    </div>
  );
}
