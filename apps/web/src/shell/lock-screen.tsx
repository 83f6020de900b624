import { Button, Field, Note, useTexts } from '@lienmach/ui';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { BrandMark } from '../brand.tsx';
import { texts } from '../texts.ts';

interface LockScreenProps {
  readonly name: string;
  /** undefined: open again; else why not */
  readonly unlock: (password: string) => Promise<string | undefined>;
  readonly onOther: () => void;
}

/** Covers everything about patients; the right password returns to the same field. */
export function LockScreen({ name, unlock, onOther }: LockScreenProps) {
  const t = useTexts(texts);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    password.current?.focus();
  }, []);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(await unlock(password.current?.value ?? ''));
    setBusy(false);
    password.current?.select();
  };
  return (
    <dialog ref={dialog} className="lock" aria-label={t.locked} onCancel={(event) => event.preventDefault()}>
      <BrandMark />
      <form className="lock-card" onSubmit={send}>
        <h1 className="row">
          <IconLock size={20} stroke={1.75} aria-hidden="true" />
          {t.locked}
        </h1>
        <p className="sec">{t.lockedHint(name)}</p>
        <Field label={t.password}>
          {(control) => (
            <input
              {...control}
              ref={password}
              type="password"
              className="input big"
              autoComplete="current-password"
              maxLength={128}
            />
          )}
        </Field>
        {problem !== undefined && <Note tone="bad" title={problem} />}
        <Button type="submit" tone="primary" size="lg" keyHint="Enter" isBusy={isBusy}>
          {t.unlock}
        </Button>
        <Button tone="quiet" onClick={onOther}>
          {t.otherPerson}
        </Button>
      </form>
    </dialog>
  );
}
