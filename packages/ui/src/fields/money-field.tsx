import { formatNumber, parseMoney } from '../format/money.ts';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';
import type { FieldProps } from './field.tsx';
import { ParsedField } from './parsed-field.tsx';

export interface MoneyFieldProps extends FieldProps {
  /** whole đồng, a safe integer */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** Whole đồng with thousand dots; `118k`, `1,5tr`. */
export function MoneyField(props: MoneyFieldProps) {
  const t = useTexts(texts);
  const parse = (text: string) => {
    const value = parseMoney(text);
    return value === undefined ? { problem: t.moneyUnreadable } : { value };
  };
  return <ParsedField {...props} format={formatNumber} parse={parse} isRight />;
}
