import { formatDate } from '../format/format-date.ts';
import { parseDate, parseTime } from '../format/parse-date.ts';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';
import type { FieldProps } from './field.tsx';
import { ParsedField } from './parsed-field.tsx';

export interface DateFieldProps extends FieldProps {
  /** FHIR date, as exact as it is known: `1958`, `1958-03`, `1958-03-12` */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Typed, never picked from a calendar: `12031958`, `120358`, `1958`, `3th`, `+7`, `h`. */
export function DateField(props: DateFieldProps) {
  const t = useTexts(texts);
  const parse = (text: string) => {
    const read = parseDate(text);
    if (read.ok) return { value: read.value };
    return { problem: read.reason === 'impossible' ? t.dateImpossible : t.dateUnreadable };
  };
  return <ParsedField {...props} format={formatDate} parse={parse} />;
}

/** `0831` → `08:31` */
export function TimeField(props: DateFieldProps) {
  const t = useTexts(texts);
  const parse = (text: string) => {
    const value = parseTime(text);
    return value === undefined ? { problem: t.timeUnreadable } : { value };
  };
  return <ParsedField {...props} format={(value) => value} parse={parse} />;
}
