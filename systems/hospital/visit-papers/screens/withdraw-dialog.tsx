import { Button, Dialog, Note, TextField, useTexts, type Verb } from '@lienmach/ui';
import { IconFileOff } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { texts } from './texts.ts';

interface WithdrawDialogProps {
  readonly number: string;
  readonly verb: Verb;
  readonly onWithdraw: (reason: string) => void;
  readonly onClose: () => void;
}

/** A paper given by mistake: the reason is kept with it. */
export function WithdrawDialog({ number, verb, onWithdraw, onClose }: WithdrawDialogProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onWithdraw(reason.trim());
  };
  return (
    <Dialog
      title={t.withdrawOf(number)}
      icon={IconFileOff}
      onClose={onClose}
      footer={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            {t.keep}
          </Button>
          <Button type="submit" form="withdraw-paper" tone="primary" keyHint="Enter" isBusy={verb.isBusy}>
            {t.withdraw}
          </Button>
        </>
      }
    >
      <form id="withdraw-paper" className="col" onSubmit={submit}>
        {verb.error instanceof Error && <Note tone="bad" title={verb.error.message} />}
        <TextField label={t.withdrawReason} value={reason} onChange={setReason} isRequired autoFocus />
        <p className="s sec">{t.withdrawHint}</p>
      </form>
    </Dialog>
  );
}
