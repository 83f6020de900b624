import { Empty, StatusChip, useTexts } from '@lienmach/ui';
import type { KeyboardEvent } from 'react';
import { ClockText } from './clock-text.tsx';
import { texts } from './texts.ts';
import type { CaseLine } from './use-case.ts';

const groups = [
  'call',
  'to-release',
  'to-review',
  'to-read',
  'to-stain',
  'to-gross',
  'to-receive',
  'released',
] as const;

const groupOf = ({ call, state }: CaseLine): string => (call === '' ? state : 'call');

/** ↑ ↓ go through the list */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.case-line')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

interface CaseListProps {
  readonly lines: readonly CaseLine[];
  readonly open: string | undefined;
  readonly onOpen: (report: string) => void;
}

/** Cases by what they wait for, with their clock. */
export function CaseList({ lines, open, onOpen }: CaseListProps) {
  const t = useTexts(texts);
  if (lines.length === 0) return <Empty title={t.nothing} hint={t.nothingHint} />;
  return (
    <nav aria-label={t.bench} onKeyDown={onArrow}>
      {groups.map((group) => {
        const mine = lines.filter((line) => groupOf(line) === group);
        if (mine.length === 0) return null;
        return (
          <section key={group} aria-label={t.groups[group]}>
            <h3 className="case-group" data-group={group}>
              <span className="grow">{t.groups[group]}</span>
              <span className="n">{mine.length}</span>
            </h3>
            {mine.map((line) => (
              <button
                key={line.report}
                type="button"
                className="case-line"
                aria-current={line.report === open || undefined}
                onClick={() => onOpen(line.report)}
              >
                <span className="grow case-who">
                  <span className="el case-name">{line.name}</span>
                  <span className="s sec el">{line.number === '' ? line.test : line.number}</span>
                </span>
                {line.call !== '' ? (
                  <StatusChip tone="bad" icon={false}>
                    !
                  </StatusChip>
                ) : (
                  <ClockText minutes={line.minutesLeft} />
                )}
              </button>
            ))}
          </section>
        );
      })}
    </nav>
  );
}
