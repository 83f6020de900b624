import { Button, Dialog, Note, useTexts } from '@lienmach/ui';
import type { Icon } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { texts } from './account-texts.ts';

interface AskDialogProps {
  readonly title: string;
  readonly icon: Icon;
  readonly go: string;
  readonly isDanger?: boolean;
  /** why not; undefined: done, and whoever opened the dialog closes it or goes on */
  readonly onGo: () => Promise<string | undefined>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks, sends with Enter, stays open with the reason when it was refused. */
export function AskDialog({ title, icon, go, isDanger = false, onGo, onClose, children }: AskDialogProps) {
  const t = useTexts(texts);
  const form = useId();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(await onGo());
    setBusy(false);
  };
  return (
    <Dialog
      title={title}
      icon={icon}
      isDanger={isDanger}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" form={form} tone={isDanger ? 'danger' : 'primary'} isBusy={isBusy}>
            {go}
          </Button>
        </>
      }
    >
      <form id={form} className="col g12" onSubmit={send}>
        {children}
        {problem !== undefined && <Note tone="bad" title={problem} />}
      </form>
    </Dialog>
  );
}
