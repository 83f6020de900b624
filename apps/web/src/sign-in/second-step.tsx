import { Button, Field, Note, QrCode, useTexts } from '@lienmach/ui';
import { IconFingerprint } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Offer, Ways } from './ask.ts';
import { texts } from './sign-in-texts.ts';

interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function CodeField({ label, value, onChange }: CodeFieldProps) {
  return (
    <Field label={label} autoFocus name="code">
      {(control) => (
        <input
          {...control}
          className="input big n"
          value={value}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={32}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface StepProps {
  readonly problem: string | undefined;
  readonly isBusy: boolean;
  readonly onCode: (code: string) => Promise<void>;
}

function useCode({ onCode }: StepProps) {
  const [code, setCode] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (code.trim() === '') return;
    await onCode(code);
    setCode('');
  };
  return { code, setCode, send };
}

interface CodeStepProps extends StepProps {
  readonly ways: Ways;
  readonly onPasskey: () => void;
  readonly onBack: () => void;
}

/** The password was right; one thing more. */
export function CodeStep(props: CodeStepProps) {
  const t = useTexts(texts);
  const { code, setCode, send } = useCode(props);
  const { ways, problem, isBusy, onPasskey, onBack } = props;
  return (
    <form onSubmit={send}>
      <div>
        <h1>{t.confirm}</h1>
        <p className="sec">{ways.totp ? t.confirmHint : t.passkeyHint}</p>
      </div>
      {ways.passkey && (
        <Button icon={IconFingerprint} size="lg" onClick={onPasskey}>
          {t.usePasskey}
        </Button>
      )}
      <CodeField label={t.code} value={code} onChange={setCode} />
      {problem !== undefined && <Note tone="bad" title={problem} />}
      <Button type="submit" tone="primary" size="lg" keyHint="Enter" isBusy={isBusy}>
        {t.confirmIt}
      </Button>
      <Button tone="quiet" onClick={onBack}>
        {t.startOver}
      </Button>
    </form>
  );
}

/** The QR code, and the key for whoever cannot scan it. */
export function AuthenticatorKey({ offer }: { readonly offer: Offer }) {
  const t = useTexts(texts);
  return (
    <div className="factor-key">
      <p>{t.scanIt}</p>
      <div className="factor-qr">
        <QrCode text={offer.uri} label={t.qr} />
      </div>
      <p>
        <span className="s mut">{t.secret}</span>
        <output className="factor-secret n">{offer.secret.match(/.{1,4}/g)?.join(' ')}</output>
      </p>
    </div>
  );
}

/** The role of this person needs a second factor, and there is none yet. */
export function EnrolStep({ offer, ...props }: StepProps & { readonly offer: Offer }) {
  const t = useTexts(texts);
  const { code, setCode, send } = useCode(props);
  return (
    <form onSubmit={send}>
      <div>
        <h1>{t.enrol}</h1>
        <p className="sec">{t.enrolHint}</p>
      </div>
      <AuthenticatorKey offer={offer} />
      <CodeField label={t.firstCode} value={code} onChange={setCode} />
      {props.problem !== undefined && <Note tone="bad" title={props.problem} />}
      <Button type="submit" tone="primary" size="lg" keyHint="Enter" isBusy={props.isBusy}>
        {t.confirmIt}
      </Button>
    </form>
  );
}

/** Shown once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useTexts(texts);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <>
      <p className="sec">{t.recoveryHint}</p>
      <ul className="factor-codes n">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button onClick={() => void copy()}>{isCopied ? t.copied : t.copy}</Button>
    </>
  );
}

export function RecoveryStep({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const t = useTexts(texts);
  return (
    <section className="col g12">
      <h1>{t.recovery}</h1>
      <RecoveryCodes codes={codes} />
      <Button tone="primary" size="lg" autoFocus onClick={onDone}>
        {t.haveCopied}
      </Button>
    </section>
  );
}
