import './quality.css';
import {
  type Action,
  Empty,
  ErrorNote,
  Loading,
  Panel,
  Segments,
  showToast,
  useActions,
  useSession,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconArrowsExchange, IconPlus, IconPrinter, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { FiguresTable } from './figures-table.tsx';
import { HoldPanel } from './hold-panel.tsx';
import { LeveyJennings } from './levey-jennings.tsx';
import { LinesList } from './lines-list.tsx';
import { LotDialog } from './lot-dialog.tsx';
import { PointsTable } from './points-table.tsx';
import { texts } from './texts.ts';
import {
  boardKey,
  chartKey,
  type ShownBoard,
  type ShownChart,
  type ShownLine,
  useControlChart,
  useQualityBoard,
} from './use-quality.ts';

const PERIODS = [30, 90, 365] as const;
const SWITCH_FROM = 10;
type View = 'chart' | 'table';

const focusList = (): void => document.querySelector<HTMLElement>('.qc-line[aria-current], .qc-line')?.focus();

/** which line is open: the address says so, else the first one */
function useOpenLine(board: ShownBoard | undefined) {
  const [query, setQuery] = useSearchParams();
  const asked = `${query.get('instrument') ?? ''}^${query.get('indicator') ?? ''}`;
  const held = new Set(
    (board?.holds ?? []).flatMap(({ instrument, indicators }) => indicators.map((one) => `${instrument}^${one}`)),
  );
  const lines = board?.lines ?? [];
  const line = lines.find(({ id }) => id === asked) ?? lines.find(({ id }) => held.has(id)) ?? lines[0];
  const open = ({ instrument, indicator }: ShownLine): void => setQuery({ instrument, indicator }, { replace: true });
  const holds = (board?.holds ?? []).filter(
    ({ instrument, indicators }) => instrument === line?.instrument && indicators.includes(line.indicator),
  );
  return { line, held, holds, open };
}

function Charts({ chart }: { readonly chart: ShownChart }) {
  return (
    <div className="lj-all">
      {chart.series.map((series) => (
        <LeveyJennings
          key={`${series.lot}^${series.level}`}
          name={chart.name}
          series={series}
          points={chart.points.filter((point) => point.lot === series.lot && point.level === series.level)}
        />
      ))}
    </div>
  );
}

/** the lot that has been measured often enough beside the one in use */
const readyLot = (chart: ShownChart | undefined, line: ShownLine | undefined) =>
  chart?.series.find(
    ({ isParallel, figures }) =>
      isParallel && (figures?.count ?? 0) + (figures?.rejected ?? 0) >= SWITCH_FROM && line !== undefined,
  );

function useKeys(line: ShownLine | undefined, chart: ShownChart | undefined, held: number) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { hasRole } = useSession();
  const [view, setView] = useState<View>('chart');
  const [isAdding, setAdding] = useState(false);
  const mayDecide = hasRole('lab-doctor') || hasRole('lab-head');
  const toRun = line === undefined ? '' : `?instrument=${encodeURIComponent(line.instrument)}`;
  const addLot: Action = { key: 'Alt+L', label: t.addLot, icon: IconPlus, run: () => setAdding(true) };
  useActions(
    [
      { key: 'Ctrl+1', label: t.toList, at: 'hidden', run: focusList },
      { key: 'Alt+T', label: t.toggle, at: 'hidden', run: () => setView(view === 'chart' ? 'table' : 'chart') },
      ...(chart === undefined ? [] : [{ key: 'Ctrl+P', label: t.print, icon: IconPrinter, run: () => window.print() }]),
      ...(mayDecide ? [addLot] : []),
      {
        key: 'Alt+N',
        label: t.toRun,
        icon: IconTestPipe,
        isPrimary: true,
        run: () => void navigate(`/lab-quality/run${toRun}`),
      },
    ],
    { text: t.status(held), tone: held === 0 ? 'ok' : 'bad' },
  );
  return { view, setView, isAdding, setAdding, mayDecide };
}

/** A new lot of this level takes over. */
function SwitchLot({ instrument, substance }: { readonly instrument: string; readonly substance: string }) {
  const t = useTexts(texts);
  const verb = useVerb(boardKey, chartKey);
  const press = async (): Promise<void> => {
    const answer = await verb.run('$switch-control-lot', `Substance/${substance}`, { instrument });
    if (answer !== undefined) showToast(t.switched);
  };
  useActions([
    { key: 'Alt+C', label: t.switchLot, icon: IconArrowsExchange, isDisabled: verb.isBusy, run: () => void press() },
  ]);
  return verb.error === undefined ? null : <ErrorNote error={verb.error} />;
}

/** the picture or the table of what was measured, or why there is none */
function ChartBody({
  line,
  chart,
  view,
}: {
  readonly line: ShownLine | undefined;
  readonly chart: ReturnType<typeof useControlChart>;
  readonly view: View;
}) {
  const t = useTexts(texts);
  if (line === undefined) return <Empty title={t.nothing} hint={t.nothingHint} />;
  if (chart.error !== null) return <ErrorNote error={chart.error} onRetry={() => void chart.refetch()} />;
  if (chart.data === undefined) return <Loading />;
  if (view === 'table') return <PointsTable points={chart.data.points} label={chart.data.name} />;
  return <Charts chart={chart.data} />;
}

/** Charts of what controls an indicator on an instrument; what is held, and why, beside them. */
export function ControlScreen() {
  const t = useTexts(texts);
  const { data: board, error, refetch } = useQualityBoard();
  const { line, held, holds, open } = useOpenLine(board);
  const [days, setDays] = useState<number>(30);
  const chart = useControlChart(line?.instrument ?? '', line?.indicator ?? '', days);
  const { view, setView, isAdding, setAdding, mayDecide } = useKeys(line, chart.data, board?.holds.length ?? 0);
  const ready = mayDecide ? readyLot(chart.data, line) : undefined;
  if (error !== null && board === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (board === undefined) return <Loading />;
  return (
    <div className="work qc">
      <Panel title={t.board} isPadded={false} hint={<span className="n">{board.lines.length}</span>}>
        <LinesList lines={board.lines} held={held} open={line?.id} onOpen={open} />
      </Panel>
      <Panel
        title={line === undefined ? t.choose : `${line.name} · ${line.instrument}`}
        actions={
          <div className="row qc-views">
            <Segments
              label={t.period}
              options={PERIODS.map((value) => ({ value: String(value), label: t.days[value] ?? '' }))}
              value={String(days)}
              onChange={(value) => setDays(Number(value))}
            />
            <Segments
              label={t.view}
              options={[
                { value: 'chart', label: t.chart },
                { value: 'table', label: t.table },
              ]}
              value={view}
              onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
            />
          </div>
        }
        isPadded={view === 'chart'}
      >
        <ChartBody line={line} chart={chart} view={view} />
      </Panel>
      <div className="stack qc-side">
        {holds.map((hold) => (
          <HoldPanel key={hold.id} hold={hold} />
        ))}
        <FiguresTable series={chart.data?.series ?? []} />
        {ready !== undefined && line !== undefined && (
          <SwitchLot instrument={line.instrument} substance={ready.substance} />
        )}
      </div>
      {isAdding && <LotDialog line={line} onClose={() => setAdding(false)} />}
    </div>
  );
}
