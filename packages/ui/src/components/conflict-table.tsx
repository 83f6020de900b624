import { IconGitMerge } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTexts } from '../language/language.ts';
import { useActions } from '../shell/actions.ts';
import { texts } from '../texts.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** One field that two people changed. */
export interface ConflictRow {
  readonly id: string;
  readonly label: string;
  readonly mine: ReactNode;
  readonly theirs: ReactNode;
}

type Side = 'mine' | 'theirs';

export interface ConflictTableProps {
  /** what was being changed: *Thông tin người bệnh* */
  readonly title: string;
  readonly rows: readonly ConflictRow[];
  /** fields that were merged without asking */
  readonly takenCount: number;
  readonly isBusy?: boolean;
  /** which side stands, by row id */
  readonly onMerge: (choices: Readonly<Record<string, Side>>) => void;
  readonly onClose: () => void;
}

interface RowProps {
  readonly row: ConflictRow;
  readonly chosen: Side;
  readonly onChoose: (side: Side) => void;
}

function Row({ row, chosen, onChoose }: RowProps) {
  const t = useTexts(texts);
  const group = useId();
  const onKey = (event: KeyboardEvent): void => {
    const side = { ArrowLeft: 'mine', ArrowRight: 'theirs' }[event.key];
    if (side !== 'mine' && side !== 'theirs') return;
    event.preventDefault();
    onChoose(side);
    document.getElementById(`${group}-${side}`)?.focus();
  };
  return (
    <tr>
      <th scope="row">{row.label}</th>
      {(['mine', 'theirs'] as const).map((side) => (
        <td key={side} data-chosen={chosen === side || undefined}>
          <label className="conflict-choice">
            <input
              type="radio"
              id={`${group}-${side}`}
              name={group}
              aria-label={`${row.label}, ${side === 'mine' ? t.conflictMine : t.conflictTheirs}`}
              checked={chosen === side}
              onChange={() => onChoose(side)}
              onKeyDown={onKey}
            />
            <span>{row[side] === '' ? <span className="mut">{t.conflictEmpty}</span> : row[side]}</span>
          </label>
        </td>
      ))}
    </tr>
  );
}

/** Two people changed the same thing: field by field, both versions side by side; Ctrl+S saves the merged one. */
export function ConflictTable({ title, rows, takenCount, isBusy = false, onMerge, onClose }: ConflictTableProps) {
  const t = useTexts(texts);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const sideOf = (id: string): Side => choices[id] ?? 'mine';
  const merge = (): void => onMerge(Object.fromEntries(rows.map(({ id }) => [id, sideOf(id)])));
  useActions([{ key: 'Ctrl+S', label: t.conflictSave, at: 'hidden', isDisabled: isBusy, run: merge }]);
  return (
    <Dialog
      title={title}
      icon={IconGitMerge}
      width={640}
      onClose={onClose}
      footer={
        <>
          <span className="grow s sec">{t.conflictCount(rows.length, takenCount)}</span>
          <Button tone="primary" keyHint="Ctrl+S" isBusy={isBusy} onClick={merge}>
            {t.conflictSave}
          </Button>
        </>
      }
    >
      <p className="sec">{t.conflictHint}</p>
      <table className="conflict">
        <thead>
          <tr>
            <th scope="col">{t.conflictField}</th>
            <th scope="col">{t.conflictMine}</th>
            <th scope="col">{t.conflictTheirs}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              chosen={sideOf(row.id)}
              onChoose={(side) => setChoices((now) => ({ ...now, [row.id]: side }))}
            />
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
