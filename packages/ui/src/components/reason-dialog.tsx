import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { TextArea } from '../fields/text-field.tsx';
import type { Verb } from '../record/use-verb.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './states.tsx';

interface ReasonTexts {
  readonly title: string;
  readonly body: string;
  readonly reason: string;
  readonly missing: string;
  readonly cancel: string;
  readonly confirm: string;
}

export interface ReasonDialogProps {
  readonly icon: Icon;
  /** what it is done to */
  readonly what: string;
  readonly words: ReasonTexts;
  readonly verb: Verb;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
}

/** What is not done without a reason: the reason is kept beside what it is about. */
export function ReasonDialog({ icon, what, words, verb, onClose, onConfirm }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isEmpty = reason.trim() === '';
  const press = (): void => {
    setTried(true);
    if (!isEmpty) onConfirm(reason.trim());
  };
  return (
    <Dialog
      title={words.title}
      icon={icon}
      isDanger
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button tone="danger" isBusy={verb.isBusy} onClick={press}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <div className="col">
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        <p>
          <b>{what}</b>
        </p>
        <p className="sec">{words.body}</p>
        <TextArea
          label={words.reason}
          isRequired
          value={reason}
          error={isTried && isEmpty ? words.missing : undefined}
          onChange={setReason}
        />
      </div>
    </Dialog>
  );
}
