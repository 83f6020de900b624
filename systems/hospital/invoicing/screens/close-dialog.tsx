import { Button, Dialog, ErrorNote, formatDate, formatMoney, Note, useActions, useTexts } from '@lienmach/ui';
import { IconFileInvoice } from '@tabler/icons-react';
import { texts } from './texts.ts';
import type { ShownDay } from './use-invoice-day.ts';
import { usePress } from './use-press.ts';

interface CloseDialogProps {
  readonly date: string;
  readonly day: ShownDay;
  readonly onClose: () => void;
}

/** The one summary of a day, asked once more: later receipts can only adjust it. */
export function CloseDialog({ date, day, onClose }: CloseDialogProps) {
  const t = useTexts(texts);
  const { press, isBusy, errors, trouble } = usePress(onClose);
  const go = (): void => {
    const said = day.open === 0 ? t.closedNothing : t.closed;
    void press('$close-invoice-day', 'Invoice', { date: { valueDate: date } }, said);
  };
  useActions([{ key: 'Ctrl+Enter', label: t.close, at: 'hidden', run: go }]);
  return (
    <Dialog
      title={t.closeTitle(formatDate(date))}
      icon={IconFileInvoice}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.cancelButton}
          </Button>
          <Button tone="primary" keyHint="Ctrl+Enter" isBusy={isBusy} onClick={go}>
            {t.close}
          </Button>
        </>
      }
    >
      <div className="col g12">
        <p>
          {t.closeAmount} <b className="n">{formatMoney(day.open)}</b>
        </p>
        <p className="sec">{t.closeHint}</p>
        {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
        {trouble !== undefined && <ErrorNote error={trouble} />}
      </div>
    </Dialog>
  );
}
