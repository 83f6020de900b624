import './signing.css';
import { Button, Dialog, PageTurner, showToast, useActions, useCursors, useSession, useTexts } from '@lienmach/ui';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { signingTexts } from './signing-texts.ts';
import { SIGNED_TOGETHER, useSigner, useToSign, type WaitingReport } from './use-signing.ts';

interface LookedAt {
  readonly cursor: string | undefined;
  readonly reports: readonly WaitingReport[];
}

/** A page as it was when it was opened: nothing is signed that came into the list after somebody looked at it. */
function useLookedAt() {
  const { page, cursor, turn } = useCursors('');
  const { reports, count, next, isTurning } = useToSign(true, cursor);
  const [looked, look] = useState<LookedAt>();
  const isNew = looked === undefined || looked.cursor !== cursor;
  if (isNew && !isTurning && reports.length > 0) look({ cursor, reports });
  return { page, turn, next, count, isTurning, reports: isNew ? [] : looked.reports };
}

function BatchDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(signingTexts);
  const signer = useSigner();
  const { reports, count, next, page, turn, isTurning } = useLookedAt();
  const sign = async (): Promise<void> => {
    if (signer.isBusy || reports.length === 0) return;
    const { signed, refused, why } = await signer.sign(reports);
    showToast(refused === 0 ? t.batchDone(signed) : t.refused(refused, why));
    onClose();
  };
  useActions([{ key: 'Ctrl+Enter', label: t.signAll(reports.length), at: 'hidden', run: () => void sign() }]);
  return (
    <Dialog
      title={t.batchTitle}
      icon={IconSignature}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.back}
          </Button>
          <Button tone="primary" keyHint="Ctrl+Enter" isBusy={signer.isBusy} onClick={() => void sign()}>
            {signer.done === undefined ? t.signAll(reports.length) : t.working(signer.done, reports.length)}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ul className="signing-list">
          {reports.map(({ report, name, test, isAmended }) => (
            <li key={report}>{[name, test, isAmended ? t.again : ''].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
        <p className="s mut">{t.batchText}</p>
        {(page > 0 || next !== undefined) && (
          <PageTurner
            page={page}
            size={SIGNED_TOGETHER}
            shown={reports.length}
            total={count}
            hasNext={next !== undefined}
            isTurning={isTurning}
            onTurn={(by) => turn(by, next)}
          />
        )}
      </div>
    </Dialog>
  );
}

/** Everything that was released and waits, signed a page at a time with one key after one look. */
export function SigningBatch() {
  const t = useTexts(signingTexts);
  const isDoctor = useSession().hasRole('lab-doctor');
  const { reports, count } = useToSign(isDoctor);
  const [isOpen, setOpen] = useState(false);
  useActions(
    reports.length > 1
      ? [{ key: 'Alt+U', label: t.batch(count), icon: IconSignature, at: 'left', run: () => setOpen(true) }]
      : [],
  );
  return isOpen ? <BatchDialog onClose={() => setOpen(false)} /> : null;
}
