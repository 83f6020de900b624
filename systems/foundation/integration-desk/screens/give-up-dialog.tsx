import { Button, Dialog, ErrorNote, TextArea, useTexts, type Verb } from '@lienmach/ui';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from './texts.ts';

interface GiveUpProps {
  readonly what: string;
  readonly verb: Verb;
  readonly onClose: () => void;
  readonly onGiveUp: (reason: string) => void;
}

/** Why nothing more is done about it: kept beside what it is about. */
export function GiveUpDialog({ what, verb, onClose, onGiveUp }: GiveUpProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isEmpty = reason.trim() === '';
  const press = (): void => {
    setTried(true);
    if (!isEmpty) onGiveUp(reason.trim());
  };
  return (
    <Dialog
      title={t.giveUpTitle}
      icon={IconTrash}
      isDanger
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button tone="danger" isBusy={verb.isBusy} onClick={press}>
            {t.giveUp}
          </Button>
        </>
      }
    >
      <div className="col">
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        <p>
          <b>{what}</b>
        </p>
        <p className="sec">{t.giveUpBody}</p>
        <TextArea
          label={t.reason}
          isRequired
          value={reason}
          error={isTried && isEmpty ? t.reasonMissing : undefined}
          onChange={setReason}
        />
      </div>
    </Dialog>
  );
}
