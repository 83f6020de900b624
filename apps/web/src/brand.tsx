/** The seam that gives the house its name. */
export function BrandMark({ size = 42 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 42 42" fill="none" aria-hidden="true">
      <path
        d="M4 33V15a6.5 6.5 0 0 1 13 0v12a5 5 0 0 0 10 0V13a5.5 5.5 0 0 1 11 0v20"
        stroke="#fff"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <circle cx="4" cy="36" r="3.4" fill="#5BD6C0" />
      <circle cx="38" cy="36" r="3.4" fill="#5BD6C0" />
    </svg>
  );
}

interface Words {
  readonly reception: string;
  readonly visit: string;
  readonly result: string;
  readonly rest: string;
}

const stops = [
  { x: 184, y: 146, tx: 172, ty: 150, anchor: 'end', word: 'reception' },
  { x: 286, y: 216, tx: 286, ty: 246, anchor: 'middle', word: 'visit' },
  { x: 392, y: 128, tx: 404, ty: 132, anchor: 'start', word: 'result' },
  { x: 620, y: 198, tx: 620, ty: 226, anchor: 'middle', word: 'rest' },
] as const;

/** One line through the whole visit: the only ornament of the product. */
export function BrandLine({ words }: { readonly words: Words }) {
  return (
    <svg viewBox="0 0 846 270" className="brand-line" role="img" aria-label={Object.values(words).join(' → ')}>
      <path
        d="M0 198h150c22 0 34-12 34-34v-44a34 34 0 0 1 68 0v62a34 34 0 0 0 68 0V98a36 36 0 0 1 72 0v64c0 24 12 36 36 36h418"
        fill="none"
        stroke="#2C5C9F"
        strokeWidth="3"
      />
      {stops.map(({ x, y, tx, ty, anchor, word }) => (
        <g key={word}>
          <circle cx={x} cy={y} r="7" fill="#5BD6C0" />
          <text x={tx} y={ty} textAnchor={anchor} fill="#C9D8EC" fontSize="15">
            {words[word]}
          </text>
        </g>
      ))}
    </svg>
  );
}
