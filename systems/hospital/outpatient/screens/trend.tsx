/** One measured point of a trend. */
export interface TrendPoint {
  readonly at: string;
  readonly value: number;
}

interface TrendProps {
  readonly points: readonly TrendPoint[];
  /** upper limit, drawn dashed */
  readonly limit: number;
  readonly label: string;
}

const WIDTH = 84;
const HEIGHT = 34;

/** A small line of values with the limit dashed; the last value is written, and red above the limit. */
export function Trend({ points, limit, label }: TrendProps) {
  const values = points.map(({ value }) => value);
  const low = Math.min(...values, limit) - 4;
  const high = Math.max(...values, limit) + 4;
  const y = (value: number): number => HEIGHT - 4 - ((value - low) / (high - low)) * (HEIGHT - 8);
  const x = (index: number): number => 4 + (index * (WIDTH - 8)) / Math.max(1, points.length - 1);
  const last = values.at(-1) ?? 0;
  const isHigh = last > limit;
  return (
    <svg width={WIDTH + 34} height={HEIGHT} role="img" aria-label={label} className="trend">
      <line x1={0} x2={WIDTH} y1={y(limit)} y2={y(limit)} className="trend-limit" />
      <polyline points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')} className="trend-line" />
      <circle cx={x(values.length - 1)} cy={y(last)} r={3.4} className="trend-last" data-high={isHigh || undefined} />
      <text x={WIDTH + 4} y={y(last) + 5} className="trend-value">
        {last}
      </text>
      <text x={0} y={y(limit) - 3} className="trend-goal">
        {`≤ ${limit}`}
      </text>
    </svg>
  );
}
