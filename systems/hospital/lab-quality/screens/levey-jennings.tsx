import { formatDate, formatDateTime, formatNumber, useTexts } from '@lienmach/ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { texts } from './texts.ts';
import type { ShownPoint, ShownSeries } from './use-quality.ts';

const HEIGHT = 168;
const TOP = 14;
const BOTTOM = 22;
const LEFT = 38;
const RIGHT = 58;
/** the track ends a little beyond 3 SD; what lies further out is drawn at its edge and told in words */
const REACH = 3.6;
const limits = [3, 2, 1, 0, -1, -2, -3] as const;

const y = (z: number): number => {
  const within = Math.max(-REACH, Math.min(REACH, z));
  return TOP + ((REACH - within) / (2 * REACH)) * (HEIGHT - TOP - BOTTOM);
};

const signed = (z: number): string => `${z > 0 ? '+' : ''}${formatNumber(Number(z.toFixed(2)))}`;
const limitName = (z: number): string => (z === 0 ? 'TB' : `${z > 0 ? '+' : '−'}${Math.abs(z)}s`);
const short = (value: number): string => formatNumber(Number(value.toPrecision(4)));

/** width of the box it stands in: figures keep their size on every screen */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(240, entry?.contentRect.width ?? 600)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}

function Mark({ x, point, isChosen }: { readonly x: number; readonly point: ShownPoint; readonly isChosen: boolean }) {
  const at = y(point.z ?? 0);
  return (
    <>
      {isChosen && <circle className="lj-chosen" cx={x} cy={at} r={9} />}
      {point.state === 'rejected' && <rect className="lj-rejected" x={x - 4.5} y={at - 4.5} width={9} height={9} />}
      {point.state === 'warning' && <path className="lj-warning" d={`M${x} ${at - 6}l5.5 10h-11z`} />}
      {point.state !== 'rejected' && point.state !== 'warning' && (
        <circle className={point.isParallel ? 'lj-parallel' : 'lj-accepted'} cx={x} cy={at} r={3.2} />
      )}
    </>
  );
}

/** the rule beside the point it was broken by, where the line does not come from */
function Rule({ x, point }: { readonly x: number; readonly point: ShownPoint }) {
  return (
    <text className={`lj-rule lj-text-${point.state}`} x={x - 9} y={y(point.z ?? 0) + 2} textAnchor="end">
      {point.rules[0]}
    </text>
  );
}

function Grid({ width, series }: { readonly width: number; readonly series: ShownSeries }) {
  const end = width - RIGHT;
  return (
    <>
      <rect className="lj-band" x={LEFT} y={y(1)} width={end - LEFT} height={y(-1) - y(1)} />
      {limits.map((z) => (
        <g key={z}>
          <line className={`lj-limit-${Math.abs(z)}`} x1={LEFT} x2={end} y1={y(z)} y2={y(z)} />
          {Math.abs(z) !== 1 && (
            <>
              <text className="lj-label" x={LEFT - 6} y={y(z) + 4} textAnchor="end">
                {limitName(z)}
              </text>
              <text className="lj-label" x={end + 6} y={y(z) + 4}>
                {short(series.mean + z * series.sd)}
              </text>
            </>
          )}
        </g>
      ))}
    </>
  );
}

interface LeveyJenningsProps {
  readonly name: string;
  readonly series: ShownSeries;
  /** of this level, oldest first */
  readonly points: readonly ShownPoint[];
}

function useChoice(points: readonly ShownPoint[]) {
  const [chosen, setChosen] = useState<string>();
  const found = points.findIndex(({ id }) => id === chosen);
  const index = found < 0 ? points.length - 1 : found;
  const go = (to: number): void => setChosen(points[Math.max(0, Math.min(points.length - 1, to))]?.id);
  const onKey = (event: KeyboardEvent): void => {
    const goal = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: points.length - 1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    go(goal);
  };
  return { index, point: points[index], go, onKey };
}

/** In words what the chart says at one point. */
export function usePointText() {
  const t = useTexts(texts);
  return (point: ShownPoint, unit: string): string =>
    [
      formatDateTime(point.at),
      `${formatNumber(point.value)} ${unit}`,
      ...(point.z === undefined ? [] : [t.sd(signed(point.z))]),
      [t.states[point.state] ?? point.state, ...point.rules].join(' '),
      t.lot(point.lot),
      point.by === '' ? t.machine : point.by,
    ].join(' · ');
}

function Picture({
  width,
  series,
  points,
  chosen,
  onChoose,
}: {
  readonly width: number;
  readonly series: ShownSeries;
  readonly points: readonly ShownPoint[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const step = (width - LEFT - RIGHT - 16) / Math.max(1, points.length - 1);
  const x = (index: number): number => (points.length === 1 ? width / 2 : LEFT + 8 + index * step);
  const track = points.map((point, index) => `${x(index).toFixed(1)},${y(point.z ?? 0).toFixed(1)}`).join(' ');
  const isDense = step < 5;
  const last = points.length - 1;
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true" className="lj">
      <Grid width={width} series={series} />
      <polyline className="lj-track" points={track} />
      {points.map((point, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the chart do the same
        <g key={point.id} onClick={() => onChoose(index)}>
          {(!isDense || point.rules.length > 0 || index === chosen) && (
            <Mark x={x(index)} point={point} isChosen={index === chosen} />
          )}
          {point.rules.length > 0 && <Rule x={x(index)} point={point} />}
        </g>
      ))}
      <text className="lj-label" x={LEFT + 2} y={HEIGHT - 5}>
        {formatDate(points[0]?.at)}
      </text>
      {last > 0 && (
        <text className="lj-label" x={width - RIGHT} y={HEIGHT - 5} textAnchor="end">
          {formatDate(points[last]?.at)}
        </text>
      )}
    </svg>
  );
}

/**
 * One level of a control: distance from the mean, run after run, with the bands of 1, 2 and 3 SD. Warned points are triangles,
 * rejected ones squares with the rule beside them; the arrows go from run to run and the line below says what is seen.
 */
export function LeveyJennings({ name, series, points }: LeveyJenningsProps) {
  const t = useTexts(texts);
  const [box, width] = useWidth();
  const textOf = usePointText();
  const { index, point, go, onKey } = useChoice(points);
  const told = point === undefined ? t.noPoints : textOf(point, series.unit);
  return (
    <section className="lj-level">
      <h3 className="lj-head">
        {t.level(series.level)}
        <span className="n sec">{t.lot(series.lot)}</span>
        <span className="mut">
          {t.target}{' '}
          <span className="n">
            {short(series.mean)} ± {short(series.sd)} {series.unit}
          </span>{' '}
          · {t.expires(formatDate(series.expiry))}
        </span>
        {series.isParallel && <span className="mut">· {t.parallelLong}</span>}
      </h3>
      <div ref={box} className="lj-box">
        {points.length > 0 && (
          <div
            role="slider"
            tabIndex={0}
            className="lj-keys"
            aria-label={`${t.chartOf(name, series.level)}. ${t.chartKeys}`}
            aria-valuemin={1}
            aria-valuemax={points.length}
            aria-valuenow={index + 1}
            aria-valuetext={told}
            onKeyDown={onKey}
          >
            <Picture width={width} series={series} points={points} chosen={index} onChoose={go} />
          </div>
        )}
      </div>
      <p className="lj-told n">{told}</p>
    </section>
  );
}
