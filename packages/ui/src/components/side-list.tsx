import type { KeyboardEvent, ReactNode } from 'react';

/** ↑ ↓ go through the lines of a list */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.side-line')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

/** To the open line of the list beside the work, else to its first. */
export function focusSideList(): void {
  const open = document.querySelector<HTMLElement>('nav .side-line[aria-current]');
  (open ?? document.querySelector<HTMLElement>('nav .side-line'))?.focus();
}

/** What waits, beside the work: lines that are walked with the arrows. */
export function SideList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav aria-label={label} onKeyDown={onArrow}>
      {children}
    </nav>
  );
}

export interface SideGroupProps {
  readonly title: string;
  /** 0: the group is not shown */
  readonly count: number;
  readonly isAlarm?: boolean;
  readonly children: ReactNode;
}

export function SideGroup({ title, count, isAlarm, children }: SideGroupProps) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="side-group" data-alarm={isAlarm || undefined}>
        <span className="grow">{title}</span>
        <span className="n">{count}</span>
      </h3>
      {children}
    </section>
  );
}

export interface SideLineProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly hint: string;
  /** state or clock */
  readonly end: ReactNode;
  readonly onOpen: () => void;
}

export function SideLine({ isOpen, title, hint, end, onOpen }: SideLineProps) {
  return (
    <button type="button" className="side-line" aria-current={isOpen || undefined} onClick={onOpen}>
      <span className="grow side-who">
        <span className="el side-name">{title}</span>
        <span className="s sec el">{hint}</span>
      </span>
      {end}
    </button>
  );
}
