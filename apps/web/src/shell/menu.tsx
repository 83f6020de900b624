import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface MenuProps {
  /** what the button says */
  readonly face: ReactNode;
  readonly label: string;
  readonly className?: string;
  readonly isRight?: boolean;
  /** opened from outside (a key) when this number grows */
  readonly openCount?: number;
  readonly children: (close: () => void) => ReactNode;
}

/** A button of the top bar with a sheet below it; Esc and a click elsewhere close it. */
export function Menu({ face, label, className = '', isRight, openCount = 0, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (openCount > 0) setOpen(true);
  }, [openCount]);
  useEffect(() => {
    if (!isOpen) return;
    box.current?.querySelector<HTMLElement>('[data-sheet] button, [data-sheet] a')?.focus();
    const outside = (event: MouseEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('mousedown', outside);
    return () => document.removeEventListener('mousedown', outside);
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere inside
    <div
      ref={box}
      className="menu"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) {
          event.preventDefault();
          close();
        }
      }}
    >
      <button
        ref={button}
        type="button"
        className={`top-button ${className}`}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && (
        <div id={id} className="pop menu-sheet" data-sheet data-right={isRight || undefined}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
