import {
  type Action,
  formatTime,
  isOutcomeError,
  StatusChip,
  showToast,
  useActions,
  useRecord,
  useSession,
  useTexts,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { IconShieldCheck, IconSignature } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { signingTexts } from './signing-texts.ts';
import type { OpenSheet } from './use-sheet.ts';
import { useSignature, useSigner } from './use-signing.ts';

/** `CN=Bệnh viện, O=…` as people say it */
const commonName = (subject: string): string => /CN=([^,]+)/.exec(subject)?.[1] ?? subject;

function useVerify(document: string | undefined) {
  const t = useTexts(signingTexts);
  const { operation } = useRecord();
  return async (): Promise<void> => {
    try {
      const told = await operation<Parameters>('$verify-signature', `DocumentReference/${document}`);
      const isValid = valueIn<boolean>(told, 'valid') === true;
      const who = commonName(valueIn<string>(told, 'signer') ?? '');
      const at = formatTime(valueIn<string>(told, 'signedAt'));
      showToast(isValid ? t.valid(who, at) : t.invalid(valuesIn<string>(told, 'reason').join(' ')));
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      showToast(thrown.message);
    }
  };
}

/** Whether a released report is signed, with the keys that sign it and check what was signed. */
export function SigningMark({ open, isAmending }: { readonly open: OpenSheet; readonly isAmending: boolean }) {
  const t = useTexts(signingTexts);
  const isDoctor = useSession().hasRole('lab-doctor');
  const { report } = open;
  const { document, isCurrent, isKnown } = useSignature(report, isDoctor);
  const signer = useSigner();
  const verify = useVerify(document?.id);
  const sign = async (): Promise<void> => {
    const told = await signer.sign([{ report: report.id ?? '', version: report.meta?.versionId ?? '' }]);
    showToast(told.signed > 0 ? t.signed(report.code.text ?? '') : t.refused(1, told.why));
  };
  const label = document === undefined ? t.sign : t.signAgain;
  const toSign: Action = {
    key: 'Alt+Y',
    label,
    icon: IconSignature,
    isPrimary: true,
    isDisabled: signer.isBusy,
    run: () => void sign(),
  };
  const toVerify: Action = { key: 'Alt+V', label: t.verify, icon: IconShieldCheck, run: () => void verify() };
  const actions = isCurrent ? [toVerify] : [toSign];
  useActions(isKnown && !isAmending ? actions : []);
  if (!isKnown) return null;
  if (isCurrent) return <StatusChip tone="ok">{t.signedAt(formatTime(document?.date))}</StatusChip>;
  return (
    <StatusChip tone={document === undefined ? 'wait' : 'warn'}>
      {document === undefined ? t.unsigned : t.outdated}
    </StatusChip>
  );
}
