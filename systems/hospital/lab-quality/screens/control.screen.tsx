import './quality.css';
import {
  type Action,
  type Cursors,
  Empty,
  ErrorNote,
  ListSearch,
  Loading,
  PageTurner,
  Panel,
  Segments,
  SelectField,
  showToast,
  useActions,
  useCursors,
  useSession,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconArrowsExchange, IconPlus, IconPrinter, IconTestPipe } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { FiguresTable } from './figures-table.tsx';
import { HoldPanel } from './hold-panel.tsx';
import { LeveyJennings } from './levey-jennings.tsx';
import { LinesList } from './lines-list.tsx';
import { LotDialog } from './lot-dialog.tsx';
import { PointsTable } from './points-table.tsx';
import { texts } from './texts.ts';
import {
  type BoardQuestion,
  boardKey,
  chartKey,
  PAGE,
  type ShownBoard,
  type ShownChart,
  type ShownLine,
  useControlChart,
  useQualityBoard,
  wholeBoard,
} from './use-quality.ts';

const PERIODS = [30, 90, 365] as const;
const SWITCH_FROM = 10;
type View = 'chart' | 'table';

const focusList = (): void => document.querySelector<HTMLElement>('.qc-line[aria-current], .qc-line')?.focus();

/** a line of the address that stands on another page */
const lineOf = (instrument: string, indicator: string): ShownLine => ({
  id: `${instrument}^${indicator}`,
  instrument,
  indicator,
  name: indicator,
  state: '',
  control: [],
});

/** which line is open: the address says so, else the first one. @param isPart  there are lines that are not seen */
function useOpenLine(board: ShownBoard | undefined, isPart: boolean) {
  const [query, setQuery] = useSearchParams();
  const [instrument, indicator] = [query.get('instrument') ?? '', query.get('indicator') ?? ''];
  const elsewhere = isPart && instrument !== '' && indicator !== '' ? lineOf(instrument, indicator) : undefined;
  const held = new Set(
    (board?.holds ?? []).flatMap(({ instrument, indicators }) => indicators.map((one) => `${instrument}^${one}`)),
  );
  const lines = board?.lines ?? [];
  const line =
    lines.find(({ id }) => id === `${instrument}^${indicator}`) ??
    elsewhere ??
    lines.find(({ id }) => held.has(id)) ??
    lines[0];
  const open = (next: ShownLine): void =>
    setQuery({ instrument: next.instrument, indicator: next.indicator }, { replace: true });
  const holds = (board?.holds ?? []).filter(
    (hold) => hold.instrument === line?.instrument && hold.indicators.includes(line.indicator),
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

interface LinesPanelProps {
  readonly board: ShownBoard;
  readonly cursors: Cursors<BoardQuestion>;
  readonly isTurning: boolean;
  readonly held: ReadonlySet<string>;
  readonly open: string | undefined;
  readonly onOpen: (line: ShownLine) => void;
}

/** What is under control, a page at a time, narrowed by name and machine. */
function LinesPanel({ board, cursors, isTurning, held, open, onOpen }: LinesPanelProps) {
  const t = useTexts(texts);
  const { question, ask, page, turn } = cursors;
  const onText = useCallback((text: string) => ask({ ...question, text }), [ask, question]);
  return (
    <Panel title={t.board} isPadded={false} hint={<span className="n">{board.count}</span>}>
      <div className="qc-asked">
        <ListSearch label={t.find} hint={t.findHint} value={question.text} onAsk={onText} />
        {board.machines.length > 1 && (
          <SelectField
            label={t.instrument}
            name="qc-machine"
            value={question.instrument}
            placeholder={t.everyMachine}
            options={board.machines.map((value) => ({ value, label: value }))}
            onChange={(instrument) => ask({ ...question, instrument })}
          />
        )}
      </div>
      <div className="qc-found" aria-busy={isTurning} data-page={page + 1}>
        {board.count === 0 && question !== wholeBoard ? (
          <Empty title={t.noneFits} />
        ) : (
          <LinesList lines={board.lines} held={held} open={open} onOpen={onOpen} />
        )}
      </div>
      {(page > 0 || board.next !== undefined || isTurning) && (
        <PageTurner
          page={page}
          size={PAGE}
          shown={board.lines.length}
          total={board.count}
          hasNext={board.next !== undefined}
          isTurning={isTurning}
          onTurn={(by) => turn(by, board.next)}
        />
      )}
    </Panel>
  );
}

/** Charts of what controls an indicator on an instrument; what is held, and why, beside them. */
export function ControlScreen() {
  const t = useTexts(texts);
  const cursors = useCursors(wholeBoard);
  const { question, page, cursor } = cursors;
  const { data: board, error, refetch, isPlaceholderData } = useQualityBoard(question, cursor);
  const { line, held, holds, open } = useOpenLine(
    board,
    page > 0 || board?.next !== undefined || question !== wholeBoard,
  );
  const [days, setDays] = useState<number>(30);
  const chart = useControlChart(line?.instrument ?? '', line?.indicator ?? '', days);
  const { view, setView, isAdding, setAdding, mayDecide } = useKeys(line, chart.data, board?.holds.length ?? 0);
  const ready = mayDecide ? readyLot(chart.data, line) : undefined;
  if (error !== null && board === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (board === undefined) return <Loading />;
  return (
    <div className="work qc">
      <LinesPanel
        board={board}
        cursors={cursors}
        isTurning={isPlaceholderData}
        held={held}
        open={line?.id}
        onOpen={open}
      />
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
