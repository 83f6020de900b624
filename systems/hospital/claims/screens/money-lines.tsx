import { formatNumber, useTexts } from '@lienmach/ui';
import type { ReactNode } from 'react';
import { texts } from './texts.ts';

export interface MoneyLine {
  readonly key: string;
  readonly name: string;
  readonly hint: ReactNode;
  /** đồng; absent: not counted */
  readonly amount: number | undefined;
  readonly tone: 'bad' | 'warn' | 'quiet';
}

interface MoneyLinesProps {
  readonly label: string;
  readonly lines: readonly MoneyLine[];
  /** one row each, without a bar */
  readonly isCompact?: boolean;
  readonly chosen?: string;
  /** absent: nothing to choose */
  readonly onChoose?: (key: string) => void;
}

function LineWords({ line, most }: { readonly line: MoneyLine; readonly most: number }) {
  const t = useTexts(texts);
  const { name, hint, amount, tone } = line;
  return (
    <>
      <span className="money-name">{name}</span>
      <span className="row g6">
        <span className="s sec grow el">{hint}</span>
        {amount === undefined ? (
          <span className="s mut">{t.notCounted}</span>
        ) : (
          <b className="n">{formatNumber(Math.round(amount))}</b>
        )}
      </span>
      <span className="money-bar" data-tone={tone} aria-hidden="true">
        <span style={{ width: `${most === 0 ? 0 : Math.round((100 * (amount ?? 0)) / most)}%` }} />
      </span>
    </>
  );
}

/** Names with đồng and a bar as long as their share of the largest. */
export function MoneyLines({ label, lines, isCompact, chosen, onChoose }: MoneyLinesProps) {
  const most = Math.max(0, ...lines.map(({ amount = 0 }) => amount));
  return (
    <ul className="money-lines" data-compact={isCompact || undefined} aria-label={label}>
      {lines.map((line) => (
        <li key={line.key} data-chosen={line.key === chosen || undefined}>
          {onChoose === undefined ? (
            <div className="money-line">
              <LineWords line={line} most={most} />
            </div>
          ) : (
            <button
              type="button"
              className="money-line"
              aria-current={line.key === chosen || undefined}
              onClick={() => onChoose(line.key)}
            >
              <LineWords line={line} most={most} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
