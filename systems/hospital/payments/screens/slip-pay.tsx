import { formatMoney, type OutcomeError, TextField, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import type { VisitTill } from './use-visit-till.ts';

interface SlipPayProps {
  readonly method: 'card' | 'wallet';
  readonly due: number;
  readonly desk: VisitTill;
}

/** What is wrong with the number of the slip: said under its field, and only there. */
export const slipError = (refusal: OutcomeError | undefined): string | undefined =>
  refusal?.fieldErrors({ slip: "where(name='slip')" }).slip;

/** A card or a wallet: the machine takes the money, its slip proves it. */
export function SlipPay({ method, due, desk }: SlipPayProps) {
  const t = useTexts(texts);
  return (
    <div className="col">
      <p className="sec">
        {method === 'card' ? t.cardHint : t.walletHint} <b className="n">{formatMoney(due)}</b>
      </p>
      <TextField
        key={method}
        name="slip"
        label={t.slip}
        value={desk.slip}
        onChange={desk.setSlip}
        error={slipError(desk.till.refusal)}
        hint={t.slipHint}
        maxLength={30}
        isRequired
        autoFocus
      />
    </div>
  );
}
