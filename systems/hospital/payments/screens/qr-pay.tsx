import { Button, formatMoney, Note, QrCode, useRead, useTexts } from '@lienmach/ui';
import { IconDeviceDesktop, IconDeviceDesktopOff, IconHourglass } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { texts } from './texts.ts';
import type { QrAsked } from './use-qr.ts';
import { type Taken, takenOf } from './use-till.ts';

/** seconds since the code was shown, `00:19` */
function useElapsed(since: number): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

interface QrPayProps {
  readonly asked: QrAsked;
  readonly isOnDisplay: boolean;
  readonly onPaid: (taken: Taken) => void;
}

/** The code while the bank is silent; the request in the record turns into the receipt, and the event stream says so. */
export function QrPay({ asked, isOnDisplay, onPaid }: QrPayProps) {
  const t = useTexts(texts);
  const elapsed = useElapsed(asked.since);
  const request = useRead('Invoice', asked.request);
  const invoice = request.data;
  const told = useRef(false);
  useEffect(() => {
    if (invoice?.status !== 'balanced' || told.current) return;
    told.current = true;
    onPaid(takenOf(invoice, 'transfer'));
  }, [invoice, onPaid]);
  return (
    <div className="col qr-pay">
      <div className="qr-row">
        <div className="qr-box">
          <QrCode text={asked.payload} label={t.qrAlt(formatMoney(asked.amount))} />
        </div>
        <dl className="qr-facts">
          <dt className="s">{t.memo}</dt>
          <dd className="n qr-memo">{asked.reference}</dd>
          <dt className="s">{t.account}</dt>
          <dd className="qr-account">{asked.accountName}</dd>
          <dt className="s">{t.shown}</dt>
          <dd className="fig">{elapsed}</dd>
        </dl>
      </div>
      <p className="row s sec g4">
        {isOnDisplay ? (
          <IconDeviceDesktop size={16} stroke={1.75} aria-hidden="true" />
        ) : (
          <IconDeviceDesktopOff size={16} stroke={1.75} aria-hidden="true" />
        )}
        {isOnDisplay ? t.onDisplay : t.noDisplay}
      </p>
      <Note tone="info" icon={IconHourglass} title={t.waitingBank}>
        {t.waitingHint}
      </Note>
      <div className="row">
        <span className="grow" />
        <Button tone="quiet" size="sm" keyHint="Alt+K" onClick={() => void request.refetch()}>
          {t.checkAgain}
        </Button>
      </div>
    </div>
  );
}
