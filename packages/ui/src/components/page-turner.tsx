import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { formatNumber } from '../format/money.ts';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';

export interface PageTurnerProps {
  /** 0: the first */
  readonly page: number;
  /** lines of a whole page, and of this one */
  readonly size: number;
  readonly shown: number;
  /** where it is known */
  readonly total?: number | undefined;
  readonly hasNext: boolean;
  /** what is shown is still another page */
  readonly isTurning: boolean;
  readonly onTurn: (by: 1 | -1) => void;
}

/** Which lines of how many, and the ways to the others. */
export function PageTurner({ page, size, shown, total, hasNext, isTurning, onTurn }: PageTurnerProps) {
  const t = useTexts(texts);
  const first = page * size + 1;
  const range = t.range(
    formatNumber(first),
    formatNumber(first + shown - 1),
    total === undefined ? undefined : formatNumber(total),
  );
  return (
    <div className="page-turner">
      <span className="grow s n sec" aria-live="polite">
        {shown === 0 ? '' : range}
      </span>
      <button
        type="button"
        className="iconbtn"
        aria-label={t.pageBefore}
        disabled={page === 0}
        onClick={() => onTurn(-1)}
      >
        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="iconbtn"
        aria-label={t.pageAfter}
        disabled={!hasNext}
        aria-busy={isTurning}
        onClick={() => onTurn(1)}
      >
        <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
      </button>
    </div>
  );
}
