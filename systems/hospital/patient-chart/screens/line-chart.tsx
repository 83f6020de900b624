import { formatDate, formatNumber, useTexts } from '@lienmach/ui';
import type { MeasuredPoint } from '../rules/measured-value.ts';
import { ticksOf, timeWindow } from '../rules/time-window.ts';
import { texts } from './texts.ts';
import { useWidth } from './use-width.ts';

const LEFT = 44;
const RIGHT = 58;
const TOP = 16;
const BOTTOM = 26;
const MAX_HEIGHT = 440;

/** four or so round values between two numbers */
function valueTicks(low: number, high: number): number[] {
  const rough = (high - low) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: 8 }, (_, index) => Number((first + index * step).toPrecision(6))).filter(
    (one) => one <= high,
  );
}

function scaleOf(points: readonly MeasuredPoint[]) {
  const last = points.at(-1);
  const all = [...points.map(({ value }) => value), ...[last?.low, last?.high].flatMap((one) => one ?? [])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = (most - least) * 0.12 || Math.abs(most) * 0.1 || 1;
  return { low: least >= 0 ? Math.max(0, least - room) : least - room, high: most + room };
}

export interface LineChartProps {
  readonly name: string;
  readonly points: readonly MeasuredPoint[];
}

/** Values over time with the reference as a green band; the last one is labelled. The table beside it says the same. */
export function LineChart({ name, points }: LineChartProps) {
  const t = useTexts(texts);
  const [box, width] = useWidth<HTMLDivElement>();
  const last = points.at(-1);
  const height = Math.min(MAX_HEIGHT, Math.max(180, width * 0.66));
  const time = timeWindow('all', new Date(last?.at ?? ''), points[0]?.at);
  const ticks = ticksOf(time);
  // on a phone the years have to do, where there are years
  const isCrowded = width < 480 && ticks.some(({ year }) => year !== undefined);
  const { low, high } = scaleOf(points);
  const x = (at: string | number): number => {
    const stamp = typeof at === 'number' ? at : Date.parse(at);
    return LEFT + ((stamp - time.from) / (time.to - time.from)) * (width - LEFT - RIGHT);
  };
  const y = (value: number): number => TOP + ((high - value) / (high - low)) * (height - TOP - BOTTOM);
  const top = last?.high === undefined ? TOP : Math.max(TOP, y(last.high));
  const bottom = last?.low === undefined ? height - BOTTOM : Math.min(height - BOTTOM, y(last.low));
  const hasBand = last?.low !== undefined || last?.high !== undefined;
  const text = last === undefined ? '' : `${last.comparator ?? ''}${formatNumber(last.value)}`;
  return (
    <div ref={box} className="line-chart">
      {width > 0 && last !== undefined && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={t.chartLabel(name, `${text} ${last.unit}`, formatDate(last.at))}
        >
          {hasBand && (
            <rect
              x={LEFT}
              width={width - LEFT - RIGHT}
              y={top}
              height={Math.max(0, bottom - top)}
              className="lc-band"
            />
          )}
          {valueTicks(low, high).map((value) => (
            <g key={value}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} className="lc-grid" />
              <text x={LEFT - 6} y={y(value) + 4} className="lc-axis" textAnchor="end">
                {formatNumber(value)}
              </text>
            </g>
          ))}
          {ticks.map(({ at, year, month }) => (
            <text key={at} x={x(at)} y={height - 8} className="lc-axis" data-year={year !== undefined || undefined}>
              {year ?? (isCrowded ? '' : t.monthTick(month))}
            </text>
          ))}
          <polyline points={points.map((one) => `${x(one.at)},${y(one.value)}`).join(' ')} className="lc-line" />
          {points.map((one) => (
            <circle key={one.key} cx={x(one.at)} cy={y(one.value)} r={3.2} className="lc-dot" data-flag={one.flag}>
              <title>{`${formatDate(one.at)}: ${formatNumber(one.value)} ${one.unit}`}</title>
            </circle>
          ))}
          <text x={x(last.at) + 8} y={y(last.value) + 5} className="lc-last" data-flag={last.flag}>
            {text}
          </text>
        </svg>
      )}
    </div>
  );
}
