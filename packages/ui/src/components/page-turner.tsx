import { type Icon, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
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

interface TurnProps {
  readonly icon: Icon;
  readonly label: string;
  readonly isOff: boolean;
  readonly isBusy?: boolean;
  readonly onTurn: () => void;
}

/** Switched off it keeps the focus: whoever turns by key is still there when the page has come. */
function Turn({ icon: Sign, label, isOff, isBusy, onTurn }: TurnProps) {
  return (
    <button
      type="button"
      className="iconbtn"
      aria-label={label}
      aria-disabled={isOff}
      aria-busy={isBusy}
      onClick={isOff ? undefined : onTurn}
    >
      <Sign size={16} stroke={1.75} aria-hidden="true" />
    </button>
  );
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
      <Turn icon={IconChevronLeft} label={t.pageBefore} isOff={page === 0} onTurn={() => onTurn(-1)} />
      <Turn
        icon={IconChevronRight}
        label={t.pageAfter}
        isOff={!hasNext || isTurning}
        isBusy={isTurning}
        onTurn={() => onTurn(1)}
      />
    </div>
  );
}
