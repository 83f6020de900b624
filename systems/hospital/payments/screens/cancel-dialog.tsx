import { Button, Dialog, formatMoney, TextField, useActions, useTexts } from '@lienmach/ui';
import { IconFileX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Paper } from './papers.ts';
import { texts } from './texts.ts';
import { useDecision } from './use-decision.ts';

/** Asks a second person to cancel a receipt: nothing changes until they agree. */
export function CancelDialog({ paper, onClose }: { readonly paper: Paper; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const { decide, refusal, isBusy } = useDecision();
  const [reason, setReason] = useState('');
  const ask = async (): Promise<void> => {
    if (await decide('$cancel-receipt', `Invoice/${paper.id}`, { reason })) onClose();
  };
  useActions([{ key: 'Ctrl+Enter', label: t.papers.ask, at: 'hidden', run: () => void ask() }]);
  return (
    <Dialog
      title={`${t.papers.cancel} ${paper.number}`}
      icon={IconFileX}
      isDanger
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.later}
          </Button>
          <Button tone="danger" keyHint="Ctrl+Enter" isBusy={isBusy} onClick={() => void ask()}>
            {t.papers.ask}
          </Button>
        </>
      }
    >
      <div className="col">
        <p>
          <b className="n">{formatMoney(paper.amount)}</b> · {paper.method}
        </p>
        <p className="sec">{t.papers.cancelHint}</p>
        <TextField
          label={t.reason}
          value={reason}
          onChange={setReason}
          error={refusal?.message}
          hint={t.reasonHint}
          isRequired
        />
      </div>
    </Dialog>
  );
}
