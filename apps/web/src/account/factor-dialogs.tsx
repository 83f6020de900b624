import { Button, Dialog, TextField, useTexts } from '@lienmach/ui';
import { IconFingerprint, IconKey, IconListNumbers, IconLock, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Offer } from '../sign-in/ask.ts';
import { AuthenticatorKey, RecoveryCodes } from '../sign-in/second-step.tsx';
import { texts as factorTexts } from '../sign-in/sign-in-texts.ts';
import { texts } from './account-texts.ts';
import { AskDialog } from './ask-dialog.tsx';
import { type OwnFactor, useOwnAccount } from './own-account.ts';
import { SecretField } from './secret-field.tsx';

interface Given {
  readonly recovery: readonly string[];
}

interface LayerProps {
  readonly onClose: () => void;
  /** the account is another one now; recovery codes are shown once */
  readonly onDone: (recovery?: readonly string[]) => void;
}

/** Scan, type the first code, done. */
export function TotpDialog({ onClose, onDone }: LayerProps) {
  const t = useTexts(texts);
  const f = useTexts(factorTexts);
  const client = useOwnAccount();
  const [password, setPassword] = useState('');
  const [label, setLabel] = useState<string>(t.labelTotp);
  const [code, setCode] = useState('');
  const [offer, setOffer] = useState<Offer>();
  const begin = async (): Promise<string | undefined> => {
    const sent = await client.send<Offer>('totp', { password, label });
    if ('problem' in sent) return sent.problem;
    setOffer(sent.done);
    return undefined;
  };
  const confirm = async (): Promise<string | undefined> => {
    const sent = await client.send<Given>('totp-confirm', { id: offer?.id, code });
    if ('problem' in sent) return sent.problem;
    onDone(sent.done.recovery);
    return undefined;
  };
  if (offer === undefined) {
    return (
      <AskDialog title={t.addTotp} icon={IconKey} go={t.go} onGo={begin} onClose={onClose}>
        <TextField label={t.label} value={label} maxLength={64} onChange={setLabel} />
        <SecretField label={t.password} hint={t.passwordHint} value={password} onChange={setPassword} />
      </AskDialog>
    );
  }
  return (
    <AskDialog key="code" title={t.addTotp} icon={IconKey} go={t.confirm} onGo={confirm} onClose={onClose}>
      <AuthenticatorKey offer={offer} />
      <TextField label={f.firstCode} isNumeric inputMode="numeric" value={code} maxLength={8} onChange={setCode} />
    </AskDialog>
  );
}

type Asked = Parameters<typeof import('@simplewebauthn/browser').startRegistration>[0]['optionsJSON'];

export function PasskeyDialog({ onClose, onDone }: LayerProps) {
  const t = useTexts(texts);
  const client = useOwnAccount();
  const [password, setPassword] = useState('');
  const [label, setLabel] = useState<string>(t.labelPasskey);
  const add = async (): Promise<string | undefined> => {
    const asked = await client.send<Asked>('passkey', { password });
    if ('problem' in asked) return asked.problem;
    const { startRegistration } = await import('@simplewebauthn/browser');
    const response = await startRegistration({ optionsJSON: asked.done }).catch(() => undefined);
    if (response === undefined) return t.passkeyClosed;
    const sent = await client.send<Given>('passkey-confirm', { label, response });
    if ('problem' in sent) return sent.problem;
    onDone(sent.done.recovery);
    return undefined;
  };
  return (
    <AskDialog title={t.addPasskey} icon={IconFingerprint} go={t.go} onGo={add} onClose={onClose}>
      <TextField label={t.label} value={label} maxLength={64} onChange={setLabel} />
      <SecretField label={t.password} hint={t.passwordHint} value={password} onChange={setPassword} />
    </AskDialog>
  );
}

export function NewRecoveryDialog({ onClose, onDone }: LayerProps) {
  const t = useTexts(texts);
  const client = useOwnAccount();
  const [password, setPassword] = useState('');
  const make = async (): Promise<string | undefined> => {
    const sent = await client.send<Given>('recovery', { password });
    if ('problem' in sent) return sent.problem;
    onDone(sent.done.recovery);
    return undefined;
  };
  return (
    <AskDialog title={t.newRecovery} icon={IconListNumbers} go={t.newRecovery} onGo={make} onClose={onClose}>
      <p>{t.newRecoveryHint}</p>
      <SecretField label={t.password} hint={t.passwordHint} value={password} onChange={setPassword} />
    </AskDialog>
  );
}

export function RemoveDialog({ factor, onClose, onDone }: LayerProps & { readonly factor: OwnFactor }) {
  const t = useTexts(texts);
  const client = useOwnAccount();
  const [password, setPassword] = useState('');
  const remove = async (): Promise<string | undefined> => {
    const sent = await client.send('factor-remove', { password, id: factor.id });
    if ('problem' in sent) return sent.problem;
    onDone();
    return undefined;
  };
  return (
    <AskDialog
      title={t.removeTitle(factor.label)}
      icon={IconTrash}
      go={t.remove}
      isDanger
      onGo={remove}
      onClose={onClose}
    >
      <p>{t.removeHint}</p>
      <SecretField label={t.password} hint={t.passwordHint} value={password} onChange={setPassword} />
    </AskDialog>
  );
}

export function PasswordDialog({ onClose, onDone }: LayerProps) {
  const t = useTexts(texts);
  const client = useOwnAccount();
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = async (): Promise<string | undefined> => {
    if (next !== again) return t.notSame;
    const sent = await client.send('password', { password, next });
    if ('problem' in sent) return sent.problem;
    onDone();
    return undefined;
  };
  return (
    <AskDialog title={t.changePassword} icon={IconLock} go={t.changePassword} onGo={change} onClose={onClose}>
      <p>{t.changeHint}</p>
      <SecretField label={t.password} value={password} onChange={setPassword} />
      <SecretField label={t.nextPassword} hint={t.nextHint} isNew value={next} onChange={setNext} />
      <SecretField label={t.againPassword} isNew value={again} onChange={setAgain} />
    </AskDialog>
  );
}

/** The only moment at which the codes can be seen. */
export function RecoveryDialog({
  codes,
  onClose,
}: {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}) {
  const f = useTexts(factorTexts);
  return (
    <Dialog
      title={f.recovery}
      icon={IconListNumbers}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button tone="primary" onClick={onClose}>
            {f.haveCopied}
          </Button>
        </>
      }
    >
      <div className="col g12">
        <RecoveryCodes codes={codes} />
      </div>
    </Dialog>
  );
}
