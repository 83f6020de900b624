import './display.css';
import { dongWords } from '@lienmach/core';
import { formatMoney, QrCode, useSession, useTexts } from '@lienmach/ui';
import { IconCircleCheck } from '@tabler/icons-react';
import { type Shown, useFollow } from './display-channel.ts';
import { texts } from './texts.ts';

type With<Kind extends Shown['kind']> = Extract<Shown, { readonly kind: Kind }>;

function Amount({ amount }: { readonly amount: number }) {
  const t = useTexts(texts).display;
  return (
    <>
      <p className="display-label">{t.pay}</p>
      <p className="display-amount">{formatMoney(amount)}</p>
      <p className="display-words">{dongWords(amount)}</p>
    </>
  );
}

function ScanCode({ shown }: { readonly shown: With<'qr'> }) {
  const t = useTexts(texts);
  const { site } = useSession();
  return (
    <div className="display-scan">
      <div className="display-code">
        <QrCode text={shown.payload} label={t.qrAlt(formatMoney(shown.amount))} />
      </div>
      <div className="display-side">
        <p className="display-name">{shown.name}</p>
        <Amount amount={shown.amount} />
        <p className="display-label">{t.display.receiver}</p>
        <p className="display-receiver">{shown.receiver}</p>
        <p className="display-step">{t.display.scan}</p>
        <p className="display-hint">{t.display.scanHint}</p>
        {site.isDemo && <p className="display-trial">{t.display.trial}</p>}
      </div>
    </div>
  );
}

function Paid({ shown }: { readonly shown: With<'paid'> }) {
  const t = useTexts(texts).display;
  return (
    <div className="display-center" data-tone="ok">
      <IconCircleCheck size={96} stroke={1.5} aria-hidden="true" />
      <p className="display-received">{t.received}</p>
      <p className="display-amount">{formatMoney(shown.amount)}</p>
      <p className="display-words">{dongWords(shown.amount)}</p>
      {shown.change !== undefined && shown.change > 0 && (
        <p className="display-change">
          {t.given} <b>{formatMoney(shown.given)}</b> · {t.change} <b>{formatMoney(shown.change)}</b>
        </p>
      )}
      <p className="display-hint">{t.thanks}</p>
    </div>
  );
}

/** The patient's side of the window: amount, code, and that the money came. */
export function DisplayScreen() {
  const t = useTexts(texts).display;
  const { site } = useSession();
  const shown = useFollow();
  return (
    <main className="display">
      <header className="display-head">{site.name}</header>
      <div className="display-body" aria-live="polite">
        {shown.kind === 'idle' && (
          <div className="display-center">
            <p className="display-welcome">{t.welcome}</p>
            <p className="display-hint">{t.welcomeHint}</p>
          </div>
        )}
        {shown.kind === 'bill' && (
          <div className="display-center">
            <p className="display-name">{shown.name}</p>
            <Amount amount={shown.amount} />
          </div>
        )}
        {shown.kind === 'qr' && <ScanCode shown={shown} />}
        {shown.kind === 'paid' && <Paid shown={shown} />}
      </div>
    </main>
  );
}
