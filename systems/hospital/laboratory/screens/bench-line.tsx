import { StatusChip, useTexts } from '@lienmach/ui';
import { memo } from 'react';
import { type BenchLine, groupOf } from './bench-line-of.ts';
import { benchTexts } from './bench-texts.ts';
import { TurnClock } from './turn-clock.tsx';

interface LineProps {
  readonly line: BenchLine;
  readonly isOpen: boolean;
  readonly onOpen: (line: BenchLine) => void;
}

/** One report of the list. It is drawn again when it has changed, not when others have. */
export const Line = memo(function Line({ line, isOpen, onOpen }: LineProps) {
  const t = useTexts(benchTexts);
  const group = groupOf(line);
  const isDone = line.state === 'released';
  return (
    <li className="bench-line" data-open={isOpen || undefined}>
      <button type="button" aria-current={isOpen || undefined} onClick={() => onOpen(line)}>
        <span className="grow bench-who">
          <span className="el bench-name">{line.name}</span>
          <span className="s sec el">
            <span className="n">{line.specimenNumber.slice(-6) || line.orderNumber.slice(-6)}</span> · {line.test}
          </span>
        </span>
        <span className="bench-end">
          {line.isUrgent && group !== 'released' && (
            <StatusChip tone="bad" icon={false}>
              {t.urgent}
            </StatusChip>
          )}
          {!isDone && line.place !== '' && (
            <span className="s sec el bench-place" title={line.place}>
              {t.sentOut}
            </span>
          )}
          {!isDone && line.place === '' && line.dueAt !== undefined && <TurnClock dueAt={line.dueAt} />}
          {group === 'partial' && <span className="s n sec">{t.entered(line.entered, line.expected)}</span>}
        </span>
      </button>
    </li>
  );
});
