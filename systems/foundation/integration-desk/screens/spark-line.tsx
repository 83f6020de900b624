const WIDTH = 64;
const HEIGHT = 18;

/** The traffic of an hour as a small line; the number beside it says the same. */
export function SparkLine({ steps }: { readonly steps: readonly number[] }) {
  const top = Math.max(1, ...steps);
  const points = steps.map((count, at) => {
    const x = (at / Math.max(1, steps.length - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 2 - (count / top) * (HEIGHT - 4)).toFixed(1)}`;
  });
  return (
    <svg className="itg-spark" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {points.length > 1 && <polyline points={points.join(' ')} />}
    </svg>
  );
}
