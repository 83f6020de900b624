import { formatMoney, parseMoney, TextField, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';

/** What was typed as given: nothing means the exact amount. */
export function givenOf(text: string, due: number): number | undefined {
  return text.trim() === '' ? due : parseMoney(text);
}

interface CashPayProps {
  readonly due: number;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Cash given and the change, computed while it is typed. */
export function CashPay({ due, text, onChange }: CashPayProps) {
  const t = useTexts(texts);
  const given = givenOf(text, due);
  const isShort = given !== undefined && given < due;
  const error = given === undefined ? t.unreadable : isShort ? t.tooLittle(formatMoney(due - given)) : undefined;
  const change = given === undefined || isShort ? undefined : given - due;
  return (
    <div className="cash">
      <TextField
        name="given"
        label={t.given}
        value={text}
        onChange={onChange}
        hint={text.trim() === '' ? t.givenHint : formatMoney(given)}
        error={error}
        isNumeric
        inputMode="numeric"
        maxLength={20}
        autoFocus
      />
      <div className="cash-change" data-on={(change ?? 0) > 0 || undefined}>
        <span className="sec">{t.change}</span>
        <output aria-label={t.change}>
          {change === 0 ? <span className="s">{t.exact}</span> : formatMoney(change) || '–'}
        </output>
      </div>
    </div>
  );
}
