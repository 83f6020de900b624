import type { SheetLine } from './use-sheet.ts';

const WIDTH = 64;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;

/** the track reaches as far beyond the range as the range is wide; one-sided ranges begin or end with it */
function scaleOf({ low, high }: SheetLine): { readonly from: number; readonly to: number } | undefined {
  if (low === undefined && high === undefined) return undefined;
  const bottom = low ?? 0;
  const top = high ?? (low ?? 1) * 2;
  const span = Math.max(top - bottom, Math.abs(top) * 0.05, 0.001);
  return low === undefined || low === 0 ? { from: 0, to: top * 2.4 } : { from: bottom - span, to: top + span };
}

const within = (x: number): number => Math.max(4, Math.min(WIDTH - 4, x));

function Mark({ x, flag }: { readonly x: number; readonly flag: string | undefined }) {
  if (flag === 'H' || flag === 'HH') return <path className="pos-high" d={`M${x} ${MIDDLE - 5}l4.5 8h-9z`} />;
  if (flag === 'L') return <path className="pos-low" d={`M${x} ${MIDDLE + 5}l4.5 -8h-9z`} />;
  if (flag === 'LL') return <path className="pos-high" d={`M${x} ${MIDDLE + 5}l4.5 -8h-9z`} />;
  return <circle className="pos-in" cx={x} cy={MIDDLE} r={4} />;
}

interface PositionBarProps {
  readonly line: SheetLine;
  readonly value: number | undefined;
  readonly flag: string | undefined;
}

/** Where a value lies against its range: green band, dot inside, triangle outside. The table says the same in words. */
export function PositionBar({ line, value, flag }: PositionBarProps) {
  const scale = scaleOf(line);
  if (scale === undefined) return null;
  const at = (number: number): number => ((number - scale.from) / (scale.to - scale.from)) * WIDTH;
  const start = Math.max(0, at(line.low ?? scale.from));
  const end = Math.min(WIDTH, at(line.high ?? scale.to));
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="pos">
      <rect className="pos-track" x={0} y={MIDDLE - 1.5} width={WIDTH} height={3} rx={1.5} />
      <rect className="pos-band" x={start} y={MIDDLE - 2.5} width={Math.max(4, end - start)} height={5} rx={2} />
      {value !== undefined && <Mark x={within(at(value))} flag={flag} />}
    </svg>
  );
}
