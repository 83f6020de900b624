import { formatMoney, formatNumber, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import type { ShownDay } from './use-invoice-day.ts';

/** What was taken that day, and how much of it is in an invoice. */
export function DayFigures({ day }: { readonly day: ShownDay }) {
  const t = useTexts(texts);
  const tiles = [
    { label: t.receipts, value: formatMoney(day.receipts), hint: t.receiptsHint },
    { label: t.invoiced, value: formatMoney(day.invoiced), hint: t.invoicedHint },
    { label: t.open, value: formatMoney(day.open), hint: day.open === 0 ? t.openNone : t.openHint },
    { label: t.held, value: formatMoney(day.held), hint: t.heldHint },
    { label: t.waiting, value: formatNumber(day.waiting), hint: t.parkedHint(day.parked), isBad: day.parked > 0 },
  ];
  return (
    <dl className="invoice-figures" aria-label={t.figures}>
      {tiles.map(({ label, value, hint, isBad }) => (
        <div key={label} data-bad={isBad || undefined}>
          <dt>{label}</dt>
          <dd className="invoice-figure">{value}</dd>
          <dd className="s mut">{hint}</dd>
        </div>
      ))}
    </dl>
  );
}
