import type { Content } from 'pdfmake';
import { errors } from './errors.ts';
import type { Span } from './print-page.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what is refused
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

export const MM = 72 / 25.4;
/** the smallest letters on any paper, in points */
export const SMALL = 8.5;

/** Composed letters (NFC): a base letter with loose accents would come out of the PDF as two. @throws errors.unprintable */
export function printable(text: string): string {
  if (CONTROL.test(text)) throw errors.unprintable();
  return text.normalize('NFC');
}

const span = (part: Span): { text: string; bold?: boolean } =>
  typeof part === 'string' ? { text: printable(part) } : { text: printable(part.bold), bold: true };

export const spans = (parts: readonly Span[]): Content => parts.map(span);
