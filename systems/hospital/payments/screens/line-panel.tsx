import { Empty, ErrorNote, formatMoney, formatNumber, Loading, useTexts } from '@lienmach/ui';
import { type Icon, IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconClock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { texts } from './texts.ts';
import { type LineEntry, type LineState, lineStates, type useLine } from './use-line.ts';

const signs: Readonly<Record<LineState, Icon>> = {
  due: IconClock,
  refund: IconArrowBackUp,
  unclear: IconAlertTriangle,
  settled: IconCircleCheck,
};

interface EntryProps {
  readonly entry: LineEntry;
  readonly isOpen: boolean;
  readonly onOpen: (entry: LineEntry) => void;
}

function Entry({ entry, isOpen, onOpen }: EntryProps) {
  const t = useTexts(texts);
  const facts = [
    entry.isFinished ? t.finished : '',
    entry.room ?? '',
    entry.age === undefined ? '' : `${entry.age}${t.age[entry.ageUnit] ?? ''}`,
  ].filter(Boolean);
  return (
    <li className="line-entry" data-open={isOpen || undefined}>
      <button type="button" className="line-open" aria-current={isOpen || undefined} onClick={() => onOpen(entry)}>
        <span className="n line-ticket">
          {entry.ticket === undefined ? '–' : String(entry.ticket).padStart(3, '0')}
        </span>
        <span className="grow line-words">
          <span className="row g6">
            <span className="line-name el grow">{entry.name}</span>
            {entry.due !== undefined && entry.due !== 0 && (
              <b className="n line-due">{formatNumber(Math.abs(entry.due))}</b>
            )}
          </span>
          <span className="s el sec">{facts.join(' · ')}</span>
        </span>
      </button>
    </li>
  );
}

/** ↑ ↓ go through the list, Enter opens. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.line-open')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

interface LinePanelProps {
  readonly line: ReturnType<typeof useLine>;
  readonly open: string | undefined;
  readonly onOpen: (entry: LineEntry) => void;
}

/** The visits of today: who owes, to whom something must be given back, what cannot be computed, who is done. */
export function LinePanel({ line, open, onOpen }: LinePanelProps) {
  const t = useTexts(texts);
  const { data, error, refetch } = line;
  const entries = data?.entries ?? [];
  return (
    <nav className="line" aria-label={t.line} onKeyDown={onArrow}>
      <div className="line-total">
        <span className="s sec">{t.totalDue}</span>
        <b className="fig">{formatMoney(data?.total ?? 0)}</b>
      </div>
      <div className="scroll grow">
        {error !== null && (
          <div className="line-error">
            <ErrorNote error={error} onRetry={() => void refetch()} />
          </div>
        )}
        {data === undefined && error === null && <Loading />}
        {data?.entries.length === 0 && <Empty title={t.emptyLine} hint={t.emptyLineHint} />}
        {lineStates.map((state) => {
          const inState = entries.filter((entry) => entry.state === state);
          if (inState.length === 0) return null;
          const Sign = signs[state];
          return (
            <section key={state} aria-label={t.states[state]}>
              <h2 className="line-group" data-state={state}>
                <Sign size={14} stroke={1.75} aria-hidden="true" />
                <span className="grow">{t.states[state]}</span>
                <span className="n">{inState.length}</span>
              </h2>
              <ul>
                {inState.map((entry) => (
                  <Entry key={entry.encounter} entry={entry} isOpen={entry.encounter === open} onOpen={onOpen} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </nav>
  );
}
