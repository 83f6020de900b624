import { formatMoney, formatNumber, useTexts } from '@lienmach/ui';
import { IconHelpCircle } from '@tabler/icons-react';
import { texts } from './texts.ts';
import type { ShownBill } from './use-bill.ts';

/** What the window asks for, in one figure: still to pay, to give back, or the whole share when nothing was taken. */
function Headline({ bill }: { readonly bill: ShownBill }) {
  const t = useTexts(texts);
  const label = bill.due < 0 ? t.toRefund : bill.paid > 0 && bill.due > 0 ? t.stillDue : t.patientPays;
  const amount = bill.due < 0 ? -bill.due : bill.due === 0 ? bill.payable : bill.due;
  return (
    <div className="row">
      <span className="sec split-label">{label}</span>
      <span className="grow" />
      <output className="split-amount" aria-label={label}>
        {formatMoney(amount)}
      </output>
    </div>
  );
}

function Share({ kind, label, amount }: { readonly kind: string; readonly label: string; readonly amount: number }) {
  return (
    <span className="row g4">
      <i className="split-mark" data-kind={kind} aria-hidden="true" />
      {label} <b className="n">{formatNumber(amount)}</b>
    </span>
  );
}

/** Who pays which part: figures, a bar in the same colours, and the sentences that decided it. */
export function SplitBar({ bill }: { readonly bill: ShownBill }) {
  const t = useTexts(texts);
  const { insurer, coPaid, selfPaid, otherFunds, hospital } = bill.total;
  const why = insurer + coPaid === 0 && selfPaid > 0 ? t.noCoverWhy : bill.steps.join(' ');
  const parts = [
    { kind: 'insurer', label: t.insurer, amount: insurer },
    { kind: 'co', label: t.coPaid, amount: coPaid },
    { kind: 'self', label: t.outside, amount: selfPaid },
    { kind: 'funds', label: t.otherFunds, amount: otherFunds },
  ].filter(({ amount }) => amount > 0);
  return (
    <div className="split">
      <Headline bill={bill} />
      {hospital > 0 && (
        <>
          <div className="split-bar" aria-hidden="true">
            {parts.map(({ kind, amount }) => (
              <span key={kind} data-kind={kind} style={{ flexGrow: amount }} />
            ))}
          </div>
          <div className="row s wrap split-shares">
            {parts.map((part) => (
              <Share key={part.kind} {...part} />
            ))}
          </div>
        </>
      )}
      {bill.paid !== 0 && bill.due !== 0 && (
        <p className="s sec">
          {t.patientPays} <b className="n">{formatMoney(bill.payable)}</b> · {t.paidBefore}{' '}
          <b className="n">{formatMoney(bill.paid)}</b>
        </p>
      )}
      {why !== '' && (
        <div className="split-why s">
          <IconHelpCircle size={16} stroke={1.75} aria-hidden="true" />
          <p className="sec">{why}</p>
        </div>
      )}
    </div>
  );
}
