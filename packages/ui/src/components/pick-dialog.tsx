import type { Icon } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTexts } from '../language/language.ts';
import { useActions } from '../shell/actions.ts';
import { texts } from '../texts.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Empty } from './states.tsx';
import { StatusChip, type Tone } from './status-chip.tsx';

export interface PickItem {
  readonly id: string;
  readonly title: string;
  readonly detail?: string | undefined;
  /** what is different now: *hôm nay đang kê sáng 2 viên* */
  readonly note?: { readonly tone: Tone; readonly text: string } | undefined;
  /** cannot be taken; the note says why */
  readonly isDisabled?: boolean;
}

export interface PickDialogProps {
  readonly title: string;
  readonly icon: Icon;
  /** where the list comes from: date and doctor of the earlier visit */
  readonly hint?: string | undefined;
  readonly items: readonly PickItem[];
  readonly empty: string;
  readonly onTake: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/** ↑ ↓ go through the lines */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not(:disabled)')];
  const at = all.findIndex((one) => one.matches(':focus'));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

/** Lines of an earlier time to take over. Nothing is ticked beforehand: Space ticks, Alt+A ticks all, Ctrl+Enter takes. */
export function PickDialog({ title, icon, hint, items, empty, onTake, onClose }: PickDialogProps) {
  const t = useTexts(texts);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const free = items.filter(({ isDisabled }) => isDisabled !== true);
  const chosen = free.filter(({ id }) => ticked.has(id));
  const take = (): void => {
    if (chosen.length > 0) onTake(chosen.map(({ id }) => id));
  };
  const toggle = (id: string): void =>
    setTicked((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  useActions([
    { key: 'Ctrl+Enter', label: t.takeOver(chosen.length), at: 'hidden', run: take },
    { key: 'Alt+A', label: t.tickAll, at: 'hidden', run: () => setTicked(new Set(free.map(({ id }) => id))) },
  ]);
  return (
    <Dialog
      title={title}
      icon={icon}
      onClose={onClose}
      width={620}
      footer={
        <>
          <Button
            keyHint="Alt+A"
            disabled={free.length === 0}
            onClick={() => setTicked(new Set(free.map((one) => one.id)))}
          >
            {t.tickAll}
          </Button>
          <span className="grow" />
          <Button keyHint="Esc" onClick={onClose}>
            {t.close}
          </Button>
          <Button tone="primary" keyHint="Ctrl+Enter" disabled={chosen.length === 0} onClick={take}>
            {t.takeOver(chosen.length)}
          </Button>
        </>
      }
    >
      {hint !== undefined && <p className="sec pick-hint">{hint}</p>}
      {items.length === 0 && <Empty title={empty} />}
      <ul className="pick-list" onKeyDown={onArrow}>
        {items.map(({ id, title: name, detail, note, isDisabled = false }) => (
          <li key={id} data-changed={(note !== undefined && !isDisabled) || undefined}>
            <label>
              <input type="checkbox" checked={ticked.has(id)} disabled={isDisabled} onChange={() => toggle(id)} />
              <span className="grow">
                <b>{name}</b>
                <span className="s sec">{detail}</span>
              </span>
              {note !== undefined && <StatusChip tone={note.tone}>{note.text}</StatusChip>}
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
