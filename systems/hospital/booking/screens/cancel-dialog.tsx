import { Button, Dialog, TextField, useTexts } from '@lienmach/ui';
import { IconCalendarX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { texts } from './texts.ts';

interface CancelDialogProps {
  readonly name: string;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onCancel: (reason: string) => void;
}

/** Why somebody does not come: one of the usual reasons, or words. */
export function CancelDialog({ name, isBusy, onClose, onCancel }: CancelDialogProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onCancel(reason.trim());
  };
  return (
    <Dialog
      title={t.cancelOf(name)}
      icon={IconCalendarX}
      onClose={onClose}
      footer={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            {t.keep}
          </Button>
          <Button type="submit" form="cancel-appointment" tone="primary" keyHint="Enter" isBusy={isBusy}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <form id="cancel-appointment" className="cancel-form" onSubmit={submit}>
        <TextField label={t.cancelReason} value={reason} isRequired onChange={setReason} />
        <div className="row wrap">
          {t.cancelReasons.map((one) => (
            <Button key={one} size="sm" onClick={() => setReason(one)}>
              {one}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
