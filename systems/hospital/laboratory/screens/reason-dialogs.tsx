import { Button, Dialog, SelectField, TextField, useActions, useTexts } from '@lienmach/ui';
import { IconPencil, IconTestPipeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { rejectionReasons } from '../catalogs/rejection-reasons.ts';
import { benchTexts } from './bench-texts.ts';

interface RejectDialogProps {
  readonly onReject: (reason: string, note: string) => void;
  readonly onClose: () => void;
}

/** Why the tube is no good; another one is asked for at once. */
export function RejectDialog({ onReject, onClose }: RejectDialogProps) {
  const t = useTexts(benchTexts);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const reject = (): void => {
    if (reason !== '') onReject(reason, note.trim());
  };
  useActions([{ key: 'Ctrl+Enter', label: t.reject, at: 'hidden', run: reject }]);
  return (
    <Dialog
      title={t.rejectTitle}
      icon={IconTestPipeOff}
      onClose={onClose}
      isDanger
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.back}
          </Button>
          <Button tone="danger" keyHint="Ctrl+Enter" disabled={reason === ''} onClick={reject}>
            {t.reject}
          </Button>
        </>
      }
    >
      <div className="stack" data-form>
        <p>{t.rejectText}</p>
        <SelectField
          label={t.rejectReason}
          name="reject-reason"
          value={reason}
          options={rejectionReasons.map(({ code, text }) => ({ value: code, label: text }))}
          placeholder={t.chooseReason}
          onChange={setReason}
        />
        <TextField label={t.rejectNote} name="reject-note" value={note} onChange={setNote} />
      </div>
    </Dialog>
  );
}

interface AmendDialogProps {
  /** `Kali 6,8 → 4,8` */
  readonly changes: readonly string[];
  readonly onAmend: (reason: string) => void;
  readonly onClose: () => void;
}

const SHORTEST = 3;

/** A released result changes only with a reason, and with both values in front of whoever does it. */
export function AmendDialog({ changes, onAmend, onClose }: AmendDialogProps) {
  const t = useTexts(benchTexts);
  const [reason, setReason] = useState('');
  const isReady = reason.trim().length >= SHORTEST;
  const amend = (): void => {
    if (isReady) onAmend(reason.trim());
  };
  useActions([{ key: 'Ctrl+Enter', label: t.amendNow, at: 'hidden', run: amend }]);
  return (
    <Dialog
      title={t.amendTitle}
      icon={IconPencil}
      onClose={onClose}
      isDanger
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.back}
          </Button>
          <Button tone="danger" keyHint="Ctrl+Enter" disabled={!isReady} onClick={amend}>
            {t.amendNow}
          </Button>
        </>
      }
    >
      <div className="stack" data-form>
        <ul className="missing-names">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <TextField label={t.amendReason} name="amend-reason" isRequired value={reason} onChange={setReason} />
        <p className="s mut">{t.amendText}</p>
      </div>
    </Dialog>
  );
}
