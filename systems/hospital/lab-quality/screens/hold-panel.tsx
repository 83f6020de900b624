import {
  Button,
  ErrorNote,
  formatDateTime,
  isOutcomeError,
  showToast,
  TextArea,
  useActions,
  useSession,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { useState } from 'react';
import { texts } from './texts.ts';
import { boardKey, chartKey, type ShownHold } from './use-quality.ts';

const fields = { action: 'action', reason: 'action' } as const;

function usePress(hold: ShownHold, onDone: () => void) {
  const verb = useVerb(boardKey, chartKey);
  const errors: Readonly<Record<string, string>> = isOutcomeError(verb.error) ? verb.error.fieldErrors(fields) : {};
  return {
    isBusy: verb.isBusy,
    error: errors.action,
    trouble: verb.error !== undefined && errors.action === undefined ? verb.error : undefined,
    async press(name: `$${string}`, input: Readonly<Record<string, string>>, said: string): Promise<void> {
      if ((await verb.run(name, `DetectedIssue/${hold.id}`, input)) === undefined) return;
      showToast(said);
      onDone();
    },
  };
}

/** Why results are held, what was done about it, and who may let them go. */
export function HoldPanel({ hold }: { readonly hold: ShownHold }) {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const [text, setText] = useState('');
  const { press, isBusy, error, trouble } = usePress(hold, () => setText(''));
  const mayClose = hasRole('lab-doctor') || hasRole('lab-head');
  const note = (): void => void press('$record-corrective-action', { action: text }, t.noted);
  const close = (): void => void press('$close-hold', { action: text }, t.closed);
  const override = (): void => void press('$override-hold', { reason: text }, t.closed);
  useActions([
    {
      key: 'Ctrl+3',
      label: t.action,
      at: 'hidden',
      run: () => document.querySelector<HTMLElement>('.qc-hold textarea')?.focus(),
    },
    { key: 'Ctrl+S', label: t.note, at: 'hidden', isDisabled: isBusy, run: note },
    ...(mayClose ? [{ key: 'Ctrl+Enter', label: t.close, at: 'hidden' as const, isDisabled: isBusy, run: close }] : []),
  ]);
  return (
    <section className="panel qc-hold" aria-label={t.held}>
      <header className="qc-hold-head">
        <h2>{t.reasons[hold.reason] ?? hold.reason}</h2>
        <p className="s">
          {hold.instrument} · {hold.names.join(', ')}
        </p>
      </header>
      <div className="qc-hold-body">
        <p>{hold.detail}</p>
        <p className="sec s">{t.holdSince(formatDateTime(hold.since))}</p>
        {hold.actions.length > 0 && (
          <>
            <h3 className="section">{t.actionDone}</h3>
            <ul className="qc-done">
              {hold.actions.map((action) => (
                <li key={action}>{action}</li>
              ))}
            </ul>
          </>
        )}
        <TextArea label={t.action} hint={t.actionHint} error={error} rows={3} value={text} onChange={setText} />
        {trouble !== undefined && <ErrorNote error={trouble} />}
        <div className="row wrap">
          <Button keyHint="Ctrl+S" isBusy={isBusy} onClick={note}>
            {t.note}
          </Button>
          {mayClose && (
            <Button tone="danger" keyHint="Ctrl+Enter" isBusy={isBusy} onClick={close}>
              {t.close}
            </Button>
          )}
        </div>
        {!mayClose && <p className="mut s">{t.waitDoctor}</p>}
        {hasRole('lab-head') && (
          <>
            <hr className="hr" />
            <p className="mut s">{t.overrideHint}</p>
            <Button isBusy={isBusy} onClick={override}>
              {t.override}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
