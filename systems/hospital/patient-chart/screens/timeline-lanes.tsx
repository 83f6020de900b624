import { formatNumber, useTexts } from '@lienmach/ui';
import type { ReactNode } from 'react';
import type { ChartEvent } from '../rules/chart-events.ts';
import { drawnTrend } from '../rules/drawn-trend.ts';
import { type MeasuredPoint, pointsOf } from '../rules/measured-value.ts';
import { medicineBars, packBars } from '../rules/medicine-bars.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';

/** Where a moment stands, and the strip in which lanes may draw. */
export interface Scale {
  readonly x: (at: string | number) => number;
  readonly left: number;
  readonly right: number;
  /** a phone: fewer words */
  readonly isNarrow: boolean;
}

/** One strip of the timeline: words at the left, marks at the right, drawn from its own top. */
export interface Lane {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly height: number;
  readonly draw: (scale: Scale) => ReactNode;
}

const DAY = 86_400_000;
/** average width of a letter of 12 px */
const LETTER = 6.3;

const wordOf = ({ title }: ChartEvent): string => title.split(/[,:]/)[0] ?? '';

interface LabelledProps {
  readonly events: readonly ChartEvent[];
  readonly scale: Scale;
  readonly sign: (x: number) => ReactNode;
}

/** marks with words beside them, at the left where there is no room at the right; else the word is left to the table */
function Labelled({ events, scale, sign }: LabelledProps) {
  const edge = scale.x(Date.now()) - 4;
  let free = scale.left;
  const shown = events.toReversed().filter(({ at }) => scale.x(at) >= scale.left && scale.x(at) <= scale.right);
  return shown.map((event, index) => {
    const x = scale.x(event.at);
    const length = wordOf(event).length * LETTER + 14;
    const next = shown[index + 1];
    const isRight = x + length <= (next === undefined ? edge : scale.x(next.at) - 8);
    const isLeft = !isRight && x - length >= free;
    free = isRight ? x + length : x + 8;
    return (
      <g key={event.key}>
        {sign(x)}
        {(isRight || isLeft) && (
          <text x={isRight ? x + 10 : x - 10} y={18} textAnchor={isRight ? 'start' : 'end'} className="tl-word">
            {wordOf(event)}
          </text>
        )}
      </g>
    );
  });
}

function Visits({ events, scale }: { readonly events: readonly ChartEvent[]; readonly scale: Scale }) {
  const t = useTexts(texts);
  return events
    .filter(({ at, end }) => scale.x(end ?? at) >= scale.left && scale.x(at) <= scale.right)
    .map((event) => {
      const x = scale.x(event.at);
      if (event.kind !== 'stay') {
        return (
          <circle
            key={event.key}
            cx={x}
            cy={22}
            r={5}
            className="tl-visit"
            data-elsewhere={event.isElsewhere || undefined}
          />
        );
      }
      const days = Math.max(1, Math.round((Date.parse(event.end ?? event.at) - Date.parse(event.at)) / DAY));
      return (
        <g key={event.key}>
          <rect
            x={x}
            y={16}
            width={Math.max(6, scale.x(event.end ?? event.at) - x)}
            height={12}
            rx={3}
            className="tl-stay"
          />
          <text x={x + 8} y={43} className="tl-word">
            {t.nights(days)}
          </text>
        </g>
      );
    });
}

interface CurveProps {
  readonly points: readonly MeasuredPoint[];
  readonly scale: Scale;
  readonly height: number;
  readonly tone: string;
  /** upper limit, drawn as a green band below it */
  readonly goal?: number | undefined;
  readonly goalText?: string;
}

function Curve({ points, scale, height, tone, goal, goalText }: CurveProps) {
  const inside = points.filter(({ at }) => scale.x(at) >= scale.left && scale.x(at) <= scale.right);
  const last = inside.at(-1);
  if (last === undefined) return null;
  const values = [...inside.map(({ value }) => value), ...(goal === undefined ? [] : [goal])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number): number => 14 + ((high - value) / (high - low || 1)) * (height - 26);
  const lastX = scale.x(last.at);
  const isAtEdge = lastX > scale.right - 44;
  return (
    <>
      {goal !== undefined && (
        <>
          <rect
            x={scale.left}
            width={scale.right - scale.left}
            y={y(goal)}
            height={height - 1 - y(goal)}
            className="tl-goal"
          />
          <text x={scale.left + 6} y={height - 4} className="tl-goal-word">
            {goalText}
          </text>
        </>
      )}
      <polyline
        points={inside.map((one) => `${scale.x(one.at)},${y(one.value)}`).join(' ')}
        className="tl-curve"
        data-tone={tone}
      />
      {inside.map((one) => (
        <circle
          key={one.key}
          cx={scale.x(one.at)}
          cy={y(one.value)}
          r={2.8}
          className="tl-dot"
          data-tone={tone}
          data-flag={one.flag}
        />
      ))}
      <text
        x={isAtEdge ? lastX - 8 : lastX + 8}
        y={y(last.value) - 6 < 12 ? y(last.value) + 16 : y(last.value) - 6}
        textAnchor={isAtEdge ? 'end' : 'start'}
        className="tl-last"
        data-flag={last.flag}
      >
        {formatNumber(last.value)}
      </text>
    </>
  );
}

const MOST_ROWS = 5;
const ROW = 19;

type Bars = ReturnType<typeof packBars>;

function Medicines({ rows, scale, hidden }: { readonly rows: Bars; readonly scale: Scale; readonly hidden: number }) {
  const t = useTexts(texts);
  return (
    <>
      {rows.map((row, line) =>
        row.map((bar) => {
          const from = Math.max(scale.left + 2, scale.x(bar.from));
          const to = Math.min(scale.x(Date.now()), scale.x(bar.to));
          if (to <= from) return null;
          const words = bar.reason === undefined ? bar.name : `${bar.name}, ${t.stoppedFor(bar.reason)}`;
          const most = Math.floor((to - from - 14) / LETTER);
          return (
            <g key={bar.key}>
              <rect
                x={from}
                y={5 + line * ROW}
                width={Math.max(3, to - from)}
                height={16}
                rx={3}
                className="tl-bar"
                data-active={bar.isActive || undefined}
              />
              {most > 4 && (
                <text x={from + 7} y={17 + line * ROW} className="tl-bar-word" data-active={bar.isActive || undefined}>
                  {words.length > most ? `${words.slice(0, Math.max(1, most - 1))}…` : words}
                </text>
              )}
            </g>
          );
        }),
      )}
      {hidden > 0 && (
        <text x={scale.left + 6} y={18 + rows.length * ROW} className="tl-word">
          {t.moreBars(hidden)}
        </text>
      )}
    </>
  );
}

const syringe = (x: number) => <path d={`M${x} 8v13M${x - 5} 8h10`} className="tl-vaccine" />;
const sheet = (x: number) => <rect x={x - 5} y={7} width={10} height={13} rx={1.5} className="tl-paper" />;

/** The lanes of a chart, top to bottom; what the role does not see is no lane. */
export function useLanes(chart: ChartOnScreen, events: readonly ChartEvent[], from: number): readonly Lane[] {
  const t = useTexts(texts);
  const of = (...kinds: readonly string[]) => events.filter(({ kind }) => kinds.includes(kind));
  const visits = of('visit', 'stay');
  const places = new Set(visits.map(({ place }) => place).filter((place) => place !== ''));
  const pressure = pointsOf(chart.pressure, '8480-6');
  const { name: trendName, results } = drawnTrend(chart.trend);
  const trend = pointsOf(results);
  const bars = medicineBars(chart.medication, new Date());
  const rows = packBars(bars.filter(({ to }) => Date.parse(to) >= from));
  const kept = rows.slice(0, MOST_ROWS);
  const hiddenBars = rows.slice(MOST_ROWS).reduce((sum, row) => sum + row.length, 0);
  const last = trend.at(-1);
  const lanes: (Lane | false)[] = [
    {
      id: 'visits',
      title: t.lanes.visits,
      hint: t.visitsFrom(chart.counts.get('encounter') ?? visits.length, places.size),
      height: visits.some(({ kind }) => kind === 'stay') ? 48 : 42,
      draw: (scale) => <Visits events={visits} scale={scale} />,
    },
    pressure.length > 0 && {
      id: 'pressure',
      title: t.lanes.pressure,
      hint: t.lanes.pressureHint,
      height: 58,
      draw: (scale) => (
        <Curve points={pressure} scale={scale} height={58} tone="1" goal={140} goalText={t.goal('140')} />
      ),
    },
    last !== undefined && {
      id: 'trend',
      title: trendName,
      hint: last.unit,
      height: 48,
      draw: (scale) => (
        <Curve
          points={trend}
          scale={scale}
          height={48}
          tone="2"
          goal={last.high}
          goalText={last.high === undefined ? '' : `≤ ${formatNumber(last.high)}`}
        />
      ),
    },
    !chart.hidden.has('medication') &&
      kept.length > 0 && {
        id: 'medicines',
        title: t.lanes.medicines,
        hint: t.takingNow(bars.filter(({ isActive }) => isActive).length),
        height: Math.max(40, 8 + (kept.length + (hiddenBars > 0 ? 1 : 0)) * ROW),
        draw: (scale) => <Medicines rows={kept} scale={scale} hidden={hiddenBars} />,
      },
    of('immunization').length > 0 && {
      id: 'immunizations',
      title: t.lanes.immunizations,
      height: 28,
      draw: (scale) => <Labelled events={of('immunization')} scale={scale} sign={syringe} />,
    },
    of('document').length > 0 && {
      id: 'documents',
      title: t.lanes.documents,
      height: 28,
      draw: (scale) => <Labelled events={of('document')} scale={scale} sign={sheet} />,
    },
  ];
  return lanes.filter((lane) => lane !== false);
}
