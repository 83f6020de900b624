import { IconPrinter, IconPrinterOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Note } from '../components/states.tsx';
import { useTexts } from '../language/language.ts';
import { printTexts } from './print-texts.ts';

interface TroubleDialogProps {
  readonly title: string;
  readonly reason: string;
  readonly onBrowser: (() => void) | undefined;
  readonly onClose: () => void;
}

/** A paper that did not come out: why, where it waits, and the other way to print it. */
export function TroubleDialog({ title, reason, onBrowser, onClose }: TroubleDialogProps) {
  const t = useTexts(printTexts);
  // the way on has the focus, not the way out
  useEffect(() => document.querySelector<HTMLElement>('dialog[open] .dialog-foot [data-tone=primary]')?.focus(), []);
  return (
    <Dialog
      title={t.failed(title)}
      icon={IconPrinterOff}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.close}
          </Button>
          {onBrowser !== undefined && (
            <Button tone="primary" icon={IconPrinter} keyHint="Enter" onClick={onBrowser}>
              {t.inBrowser}
            </Button>
          )}
        </>
      }
    >
      <div className="print-trouble">
        <Note tone="bad" title={reason} />
        {onBrowser !== undefined && <p className="sec">{t.kept}</p>}
      </div>
    </Dialog>
  );
}
