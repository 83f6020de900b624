import type { Narrative } from 'fhir/r4';
import { xmlText } from './xml-text.ts';

/** Lines of text as a narrative: nothing but `<p>` in one `<div>`. */
export const narrativeOf = (lines: readonly string[]): Narrative => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${lines.map((line) => `<p>${xmlText(line)}</p>`).join('')}</div>`,
});

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** The lines of a narrative that `narrativeOf` made. */
export const narrativeLines = (narrative: Narrative | undefined): string[] =>
  [...(narrative?.div ?? '').matchAll(/<p>(.*?)<\/p>/gs)].map(([, text = '']) =>
    text.replace(/&(?:lt|gt|quot|#39|amp);/g, (one) => entities[one] ?? one),
  );
