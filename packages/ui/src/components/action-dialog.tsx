import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useActions } from '../shell/actions.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './states.tsx';

export interface ActionDialogProps {
  readonly title: string;
  readonly icon: Icon;
  readonly width?: number;
  /** what is pressed, and with which key */
  readonly action: { readonly key: string; readonly label: string; readonly isBusy: boolean; readonly run: () => void };
  readonly cancel: string;
  /** left of the buttons: what will be done */
  readonly sum?: string;
  /** refusal of the last press, where no field shows it */
  readonly error?: unknown;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog for one thing to do: Esc leaves it, the key does it, a refusal stands under what was filled in. */
export function ActionDialog({ action, cancel, sum, error, onClose, children, ...dialog }: ActionDialogProps) {
  const { key, label, isBusy, run } = action;
  useActions([{ key, label, at: 'hidden', run }]);
  return (
    <Dialog
      {...dialog}
      onClose={onClose}
      footer={
        <>
          {sum !== undefined && <span className="grow sec">{sum}</span>}
          <Button keyHint="Esc" onClick={onClose}>
            {cancel}
          </Button>
          <Button tone="primary" keyHint={key} isBusy={isBusy} onClick={run}>
            {label}
          </Button>
        </>
      }
    >
      {children}
      {error !== undefined && <ErrorNote error={error} />}
    </Dialog>
  );
}
