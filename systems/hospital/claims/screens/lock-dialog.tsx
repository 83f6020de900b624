import { Button, Dialog, formatNumber, isOutcomeError, Note, TextField, useActions, useTexts } from '@lienmach/ui';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { findingsOf } from '../rules/stored-claim.ts';
import { texts } from './texts.ts';
import type { OpenClaim } from './use-claim.ts';

export type Asked = 'lock' | 'unlock' | 'reopen';

interface LockDialogProps {
  readonly desk: OpenClaim;
  readonly asked: Asked;
  readonly onClose: () => void;
}

/** Why it is closed in spite of warnings, or why it is opened: the reason stays with the claim. */
export function LockDialog({ desk, asked, onClose }: LockDialogProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const { verb } = desk;
  const words = {
    lock: {
      title: t.lockTitle,
      hint: t.lockHint(formatNumber(desk.claim === undefined ? 0 : findingsOf(desk.claim).length)),
      button: t.lock,
    },
    unlock: { title: t.unlockTitle, hint: t.unlockHint, button: t.unlock },
    reopen: { title: t.reopenTitle, hint: t.reopenHint, button: t.reopen },
  }[asked];
  const isReady = reason.trim().length >= 5 && !verb.isBusy;
  const close = (): void => {
    verb.clear();
    onClose();
  };
  const go = async (): Promise<void> => {
    if (!isReady) return;
    const done = await (asked === 'lock' ? desk.lock(reason) : desk.unlock(reason));
    if (done !== undefined) onClose();
  };
  const problems = isOutcomeError(verb.error) ? verb.error.fieldErrors({ reason: "where(name='reason')" }) : {};
  useActions([
    { key: 'Ctrl+Enter', label: words.button, at: 'hidden', run: () => void go() },
    { key: 'Escape', label: t.later, at: 'hidden', run: close },
  ]);
  return (
    <Dialog
      title={words.title}
      icon={asked === 'lock' ? IconLock : IconLockOpen}
      onClose={close}
      footer={
        <>
          <Button onClick={close} keyHint="Esc">
            {t.later}
          </Button>
          <Button
            tone="primary"
            keyHint="Ctrl+Enter"
            isBusy={verb.isBusy}
            disabled={!isReady}
            onClick={() => void go()}
          >
            {words.button}
          </Button>
        </>
      }
    >
      <div className="col">
        {problems[''] !== undefined && <Note tone="bad" title={problems['']} />}
        <p className="sec">{words.hint}</p>
        <TextField
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          onChange={setReason}
          error={problems.reason}
          isRequired
        />
      </div>
    </Dialog>
  );
}
