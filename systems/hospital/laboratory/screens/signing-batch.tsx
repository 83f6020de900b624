import './signing.css';
import { Button, Dialog, showToast, useActions, useSession, useTexts } from '@lienmach/ui';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { signingTexts } from './signing-texts.ts';
import { useSigner, useToSign, type WaitingReport } from './use-signing.ts';

interface BatchDialogProps {
  readonly reports: readonly WaitingReport[];
  readonly isCut: boolean;
  readonly onClose: () => void;
}

function BatchDialog({ reports, isCut, onClose }: BatchDialogProps) {
  const t = useTexts(signingTexts);
  const signer = useSigner();
  const sign = async (): Promise<void> => {
    if (signer.isBusy) return;
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
        <p className="s mut">{isCut ? `${t.batchText} ${t.batchCut}` : t.batchText}</p>
      </div>
    </Dialog>
  );
}

/** Everything that was released and waits, signed with one key after one look. */
export function SigningBatch() {
  const t = useTexts(signingTexts);
  const isDoctor = useSession().hasRole('lab-doctor');
  const { reports, isCut } = useToSign(isDoctor);
  const [chosen, choose] = useState<readonly WaitingReport[]>();
  useActions(
    reports.length > 1
      ? [
          {
            key: 'Alt+U',
            label: t.batch(reports.length),
            icon: IconSignature,
            at: 'left',
            run: () => choose(reports),
          },
        ]
      : [],
  );
  if (chosen === undefined) return null;
  return <BatchDialog reports={chosen} isCut={isCut} onClose={() => choose(undefined)} />;
}
