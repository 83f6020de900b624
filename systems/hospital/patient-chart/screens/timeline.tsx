import { useTexts, useWidgets, WidgetView } from '@lienmach/ui';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { ChartEvent } from '../rules/chart-events.ts';
import { type Range, ticksOf, timeWindow } from '../rules/time-window.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';
import { type Scale, useLanes } from './timeline-lanes.tsx';
import { useWidth } from './use-width.ts';

const AXIS = 28;
const RIGHT_ROOM = 14;
const NARROW = 600;

interface TimelineProps {
  readonly chart: ChartOnScreen;
  readonly events: readonly ChartEvent[];
  readonly range: Range;
  readonly selected: ChartEvent | undefined;
  readonly onSelect: (event: ChartEvent) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Grid({
  scale,
  height,
  range,
}: {
  readonly scale: Scale;
  readonly height: number;
  readonly range: { from: number; to: number };
}) {
  const t = useTexts(texts);
  return ticksOf(range).map(({ at, year, month }) => (
    <g key={at}>
      <line x1={scale.x(at)} x2={scale.x(at)} y1={AXIS} y2={height} className="tl-grid" />
      <text x={scale.x(at) + 3} y={18} className="tl-axis" data-year={year !== undefined || undefined}>
        {year ?? (scale.isNarrow ? '' : t.monthTick(month))}
      </text>
    </g>
  ));
}

/** from its first day on, through all lanes */
function Allergies({
  events,
  scale,
  height,
}: {
  readonly events: readonly ChartEvent[];
  readonly scale: Scale;
  readonly height: number;
}) {
  return events
    .filter(({ at }) => scale.x(at) >= scale.left && scale.x(at) <= scale.right)
    .map((event) => {
      const x = scale.x(event.at);
      const width = event.title.length * 6.6 + 16;
      const left = Math.min(x - 4, scale.right - width);
      return (
        <g key={event.key}>
          <line x1={x} x2={x} y1={22} y2={height} className="tl-allergy" />
          <path d={`M${x} ${AXIS + 15}l7 7-7 7-7-7z`} className="tl-allergy-mark" />
          <rect x={left} y={3} width={width} height={20} rx={3} className="tl-allergy-tag" />
          <text x={left + width / 2} y={17} textAnchor="middle" className="tl-allergy-word">
            {event.title}
          </text>
        </g>
      );
    });
}

function Today({
  scale,
  height,
  isTagged,
}: {
  readonly scale: Scale;
  readonly height: number;
  readonly isTagged: boolean;
}) {
  const t = useTexts(texts);
  const x = scale.x(Date.now());
  const width = t.today.length * 6.6 + 12;
  return (
    <g>
      <line x1={x} x2={x} y1={8} y2={height} className="tl-today" />
      {isTagged && (
        <>
          <rect x={x - width} y={3} width={width} height={18} rx={3} className="tl-today-tag" />
          <text x={x - width / 2} y={16} textAnchor="middle" className="tl-today-word">
            {t.today}
          </text>
        </>
      )}
    </g>
  );
}

/** what other rooms draw on the same stretch of time */
function ForeignLanes({ patient, from, to }: { readonly patient: string; readonly from: number; readonly to: number }) {
  const widgets = useWidgets('chart.lane');
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return widgets.map((widget) => <WidgetView key={widget.id} widget={widget} patient={patient} range={range} />);
}

/** Everything over time, one lane for each kind; the table below says the same. Arrows walk, plus and minus change the range. */
export function Timeline({ chart, events, range, selected, onSelect, onKey }: TimelineProps) {
  const t = useTexts(texts);
  const [box, width] = useWidth<HTMLDivElement>();
  const focus = useRef<HTMLElement>(null);
  useEffect(() => {
    // somebody who is typing keeps the cursor
    if (!(document.activeElement instanceof HTMLInputElement)) focus.current?.focus({ preventScroll: true });
  }, []);
  const now = new Date();
  const span = timeWindow(range, now, events.at(-1)?.at);
  const isNarrow = width < NARROW;
  const left = isNarrow ? 106 : 150;
  const scale: Scale = {
    left,
    isNarrow,
    right: width - RIGHT_ROOM,
    x: (at) =>
      left +
      (((typeof at === 'number' ? at : Date.parse(at)) - span.from) / (span.to - span.from)) *
        (width - RIGHT_ROOM - left),
  };
  const lanes = useLanes(chart, events, span.from);
  const tops = lanes.map((_, index) => lanes.slice(0, index).reduce((sum, lane) => sum + lane.height, AXIS));
  const height = lanes.reduce((sum, lane) => sum + lane.height, AXIS);
  const allergies = events.filter(({ kind }) => kind === 'allergy');
  const press = (event: MouseEvent): void => {
    const edge = box.current?.getBoundingClientRect().left ?? 0;
    const x = event.clientX - edge;
    if (x < left) return;
    const near = events.toSorted((a, b) => Math.abs(scale.x(a.at) - x) - Math.abs(scale.x(b.at) - x))[0];
    if (near !== undefined) onSelect(near);
  };
  const at = selected === undefined ? undefined : scale.x(selected.at);
  return (
    <section
      ref={focus}
      className="panel tl"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the timeline is walked with the arrows
      tabIndex={0}
      aria-label={t.timeline}
      aria-description={t.timelineKeys}
      onKeyDown={onKey}
      onClick={press}
    >
      <div ref={box} className="tl-box">
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {at !== undefined && at >= left && (
              <rect x={at - 11} y={AXIS} width={22} height={height - AXIS} rx={4} className="tl-selected" />
            )}
            <Grid scale={scale} height={height} range={span} />
            {lanes.map((lane, index) => (
              <g key={lane.id} transform={`translate(0 ${tops[index]})`}>
                <line x1={0} x2={width} y1={0} y2={0} className="tl-grid" />
                <text x={isNarrow ? 8 : 12} y={lane.hint === undefined ? 18 : lane.height / 2 - 2} className="tl-title">
                  {lane.title}
                </text>
                <text x={isNarrow ? 8 : 12} y={lane.height / 2 + 14} className="tl-hint">
                  {lane.hint}
                </text>
                {lane.draw(scale)}
              </g>
            ))}
            <Today scale={scale} height={height} isTagged={!isNarrow} />
            <Allergies events={allergies} scale={scale} height={height} />
            <line x1={left} x2={left} y1={0} y2={height} className="tl-grid" />
          </svg>
        )}
      </div>
      <ForeignLanes patient={chart.patient.id ?? ''} from={span.from} to={span.to} />
    </section>
  );
}
