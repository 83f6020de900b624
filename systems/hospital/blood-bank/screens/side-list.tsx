import type { KeyboardEvent, ReactNode } from 'react';

/** ↑ ↓ go through the lines of a list */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.bank-line')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

/** Lines that are walked with the arrows. */
export function SideList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav aria-label={label} onKeyDown={onArrow}>
      {children}
    </nav>
  );
}

interface SideLineProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly hint: string;
  readonly end: ReactNode;
  readonly onOpen: () => void;
}

export function SideLine({ isOpen, title, hint, end, onOpen }: SideLineProps) {
  return (
    <button type="button" className="bank-line" aria-current={isOpen || undefined} onClick={onOpen}>
      <span className="grow bank-who">
        <span className="el bank-name">{title}</span>
        <span className="s sec el">{hint}</span>
      </span>
      {end}
    </button>
  );
}

export function SideGroup({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="bank-group">
        <span className="grow">{title}</span>
        <span className="n">{count}</span>
      </h3>
      {children}
    </section>
  );
}
