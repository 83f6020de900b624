import { useEffect, useState } from 'react';

interface Grid {
  readonly size: number;
  /** one path over all dark squares */
  readonly path: string;
}

/** quiet zone around the code, in squares */
const QUIET = 4;

/** The library is fetched with the first code, not with the screen. */
async function gridOf(text: string): Promise<Grid> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) if (modules.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  return { size: modules.size, path };
}

export interface QrCodeProps {
  readonly text: string;
  /** what screen readers hear */
  readonly label: string;
}

/** A QR code as wide as its box, always dark on white: cameras do not know dark mode. */
export function QrCode({ text, label }: QrCodeProps) {
  const [grid, setGrid] = useState<Grid>();
  useEffect(() => {
    let isGone = false;
    void gridOf(text).then((made) => !isGone && setGrid(made));
    return () => {
      isGone = true;
    };
  }, [text]);
  const side = (grid?.size ?? 33) + 2 * QUIET;
  return (
    <svg className="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label} data-text={text}>
      <path className="qr-paper" d={`M${-QUIET} ${-QUIET}h${side}v${side}h-${side}z`} />
      {grid && <path className="qr-ink" d={grid.path} />}
    </svg>
  );
}
