import { Button, formatMoney, Note, type OutcomeError, useTexts } from '@lienmach/ui';
import {
  type Icon,
  IconCash,
  IconCircleCheck,
  IconCreditCard,
  IconPrinter,
  IconQrcode,
  IconWallet,
} from '@tabler/icons-react';
import { CashPay } from './cash-pay.tsx';
import { PaperList } from './paper-list.tsx';
import { QrPay } from './qr-pay.tsx';
import { SlipPay, slipError } from './slip-pay.tsx';
import { SplitBar } from './split-bar.tsx';
import { texts } from './texts.ts';
import type { ShownBill } from './use-bill.ts';
import { hasSlip } from './use-till.ts';
import type { Method, VisitTill } from './use-visit-till.ts';

interface TileProps {
  readonly method: Method;
  readonly icon: Icon;
  readonly label: string;
  readonly keyHint: string;
  readonly isOn: boolean;
  readonly onChoose: (method: Method) => void;
}

function Tile({ method, icon: Sign, label, keyHint, isOn, onChoose }: TileProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a radio that looks like a tile
    <button
      type="button"
      role="radio"
      aria-checked={isOn}
      aria-keyshortcuts={keyHint}
      className="method"
      onClick={() => onChoose(method)}
    >
      <Sign size={20} stroke={1.75} aria-hidden="true" />
      <span>{label}</span>
      <span className="kbd" aria-hidden="true">
        {keyHint.replace('+', ' ')}
      </span>
    </button>
  );
}

const tiles = [
  { method: 'qr', icon: IconQrcode, keyHint: 'Alt+1' },
  { method: 'cash', icon: IconCash, keyHint: 'Alt+2' },
  { method: 'card', icon: IconCreditCard, keyHint: 'Alt+3' },
  { method: 'wallet', icon: IconWallet, keyHint: 'Alt+4' },
] as const;

function Refusal({ refusal }: { readonly refusal: OutcomeError | undefined }) {
  if (refusal === undefined) return null;
  return <Note tone="bad" title={refusal.message} />;
}

function TakenView({ desk }: { readonly desk: VisitTill }) {
  const t = useTexts(texts);
  const { taken, print } = desk.till;
  if (taken === undefined) return null;
  const said = taken.amount < 0 ? t.givenBack(formatMoney(-taken.amount)) : t.received(formatMoney(taken.amount));
  return (
    <section className="taken" aria-label={said}>
      <IconCircleCheck size={32} stroke={1.75} aria-hidden="true" />
      <output className="taken-amount">{said}</output>
      <p className="sec">
        {taken.amount < 0 ? t.refundPaper : t.receipt} <b className="n">{taken.number}</b> · {t.byMethod[taken.method]}
      </p>
      {taken.change > 0 && (
        <p className="taken-change">
          {t.change} <b>{formatMoney(taken.change)}</b>
        </p>
      )}
      {print.isMissing && <Note tone="warn" title={t.printFailed} />}
      <Button icon={IconPrinter} keyHint="Ctrl+P" onClick={() => void print.receipt(taken.invoice)}>
        {t.printAgain}
      </Button>
      {print.link !== undefined && (
        <a href={print.link} target="_blank" rel="noreferrer" className="s">
          {t.openPaper}
        </a>
      )}
    </section>
  );
}

function TakeForm({ desk, bill }: { readonly desk: VisitTill; readonly bill: ShownBill }) {
  const t = useTexts(texts);
  const { method, qr } = desk;
  return (
    <>
      <div className="methods" role="radiogroup" aria-label={t.methods}>
        {tiles.map(({ method: one, icon, keyHint }) => (
          <Tile
            key={one}
            method={one}
            icon={icon}
            label={one === 'qr' ? t.qr : t.ways[one]}
            keyHint={keyHint}
            isOn={method === one}
            onChoose={desk.choose}
          />
        ))}
      </div>
      {slipError(desk.till.refusal) === undefined && <Refusal refusal={desk.till.refusal} />}
      {method === 'cash' && <CashPay due={bill.due} text={desk.given} onChange={desk.setGiven} />}
      {hasSlip(method) && <SlipPay method={method} due={bill.due} desk={desk} />}
      {method === 'qr' && qr.asked === undefined && <p className="s sec">{t.qrHint}</p>}
      {method === 'qr' && qr.asked !== undefined && (
        <QrPay
          key={qr.asked.reference}
          asked={qr.asked}
          isOnDisplay={desk.isOnDisplay}
          onPaid={(taken) => void desk.till.settle(taken)}
        />
      )}
    </>
  );
}

/** What the window does with this visit now: take, wait for the bank, say that it is done. */
function PayBody({ desk, bill }: { readonly desk: VisitTill; readonly bill: ShownBill }) {
  const t = useTexts(texts);
  if (desk.till.taken !== undefined && bill.due <= 0) return <TakenView desk={desk} />;
  if (bill.due > 0) return <TakeForm desk={desk} bill={bill} />;
  if (bill.due < 0) {
    return (
      <>
        <Refusal refusal={desk.till.refusal} />
        <Note tone="warn" title={t.refundTitle}>
          {t.refundHint}
        </Note>
      </>
    );
  }
  if (bill.lines.length === 0) return null;
  return (
    <Note tone="ok" title={t.settledTitle}>
      {bill.payable === 0 ? t.freeHint : t.settledHint}
    </Note>
  );
}

/** The right side of the window: who pays what, and the money itself. */
export function PayPanel({ desk, bill }: { readonly desk: VisitTill; readonly bill: ShownBill }) {
  const t = useTexts(texts);
  return (
    <section className="panel pay" aria-label={t.patientPays}>
      <SplitBar bill={bill} />
      <div className="pay-body">
        <PayBody desk={desk} bill={bill} />
      </div>
      <PaperList papers={desk.papers} onPrint={(invoice) => void desk.till.print.receipt(invoice)} />
    </section>
  );
}
