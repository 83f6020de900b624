import { type Icon, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';
import { IconButton } from './button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly icon?: Icon;
  readonly onClose: () => void;
  readonly footer?: ReactNode;
  readonly isDanger?: boolean;
  readonly width?: number;
  readonly children: ReactNode;
}

/** where work begins: the first field, else the first thing to press that is not the cross */
const WORK =
  ':is(.dialog-body, .dialog-foot) :is(input, select, textarea):not(:disabled), .dialog-body button, .dialog-foot [data-tone=primary]:not(:disabled), .dialog-foot button';

/** Over everything, focus inside, Esc closes and the focus goes back where it was. Mount it when it is open. */
export function Dialog({ title, icon: Sign, onClose, footer, isDanger, width = 480, children }: DialogProps) {
  const t = useTexts(texts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(WORK)?.focus();
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      data-danger={isDanger || undefined}
      style={{ width }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        {Sign && <Sign size={20} stroke={1.75} aria-hidden="true" />}
        <h2 id={id}>{title}</h2>
        <IconButton icon={IconX} label={t.close} onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  );
}
