import { Empty, StatusChip, type Tone, useTexts } from '@lienmach/ui';
import type { KeyboardEvent } from 'react';
import { texts } from './texts.ts';
import type { ShownLine } from './use-quality.ts';

export const stateTones: Readonly<Record<string, Tone>> = {
  rejected: 'stop',
  'unit-differs': 'stop',
  missing: 'neutral',
  'no-target': 'warn',
  pending: 'wait',
  warning: 'warn',
  accepted: 'ok',
};

/** ↑ ↓ go through the lines */
function onArrow(event: KeyboardEvent<HTMLButtonElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...(event.currentTarget.closest('nav')?.querySelectorAll<HTMLButtonElement>('.qc-line') ?? [])];
  all[all.indexOf(event.currentTarget) + by]?.focus();
  event.preventDefault();
}

interface LinesListProps {
  readonly lines: readonly ShownLine[];
  readonly held: ReadonlySet<string>;
  readonly open: string | undefined;
  readonly onOpen: (line: ShownLine) => void;
}

function Line({
  line,
  isOpen,
  onOpen,
}: {
  readonly line: ShownLine;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  const t = useTexts(texts);
  return (
    <button type="button" className="qc-line" aria-current={isOpen || undefined} onClick={onOpen} onKeyDown={onArrow}>
      <span className="grow el">
        <span className="qc-name el">{line.name}</span>
        <span className="mut s el">{[...new Set(line.control.map(({ level }) => t.level(level)))].join(' · ')}</span>
      </span>
      <StatusChip tone={stateTones[line.state] ?? 'neutral'}>{t.states[line.state] ?? line.state}</StatusChip>
    </button>
  );
}

/** What is held stands on top, then everything by instrument. */
export function LinesList({ lines, held, open, onOpen }: LinesListProps) {
  const t = useTexts(texts);
  const isHeld = ({ id }: ShownLine): boolean => held.has(id);
  const groups = [
    ...(lines.some(isHeld) ? [[t.held, lines.filter(isHeld)] as const] : []),
    ...Map.groupBy(
      lines.filter((line) => !isHeld(line)),
      ({ instrument }) => instrument,
    ),
  ];
  if (lines.length === 0) return <Empty title={t.nothing} hint={t.nothingHint} />;
  return (
    <nav aria-label={t.board} className="qc-lines">
      {groups.map(([title, some]) => (
        <div key={title}>
          <h3 className="qc-group" data-held={title === t.held || undefined}>
            {title} <span className="cnt">{some.length}</span>
          </h3>
          {some.map((line) => (
            <Line
              key={line.id}
              line={title === t.held ? { ...line, name: `${line.name} · ${line.instrument}` } : line}
              isOpen={line.id === open}
              onOpen={() => onOpen(line)}
            />
          ))}
        </div>
      ))}
    </nav>
  );
}
