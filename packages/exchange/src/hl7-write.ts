import { escapeHl7 } from './hl7-escape.ts';
import { hl7Time } from './hl7-time.ts';

/** One value: a text, or components, or components made of subcomponents. */
export type Hl7Value = string | undefined | readonly (string | undefined | readonly (string | undefined)[])[];

export interface Hl7SegmentDraft {
  readonly name: string;
  /** by field number; holes are empty fields */
  readonly fields: Readonly<Record<number, Hl7Value | { readonly repeat: readonly Hl7Value[] }>>;
}

export interface Hl7Header {
  /** `['ORU', 'R01', 'ORU_R01']` */
  readonly type: readonly [string, string, string] | readonly [string];
  readonly controlId: string;
  readonly at: Date;
  readonly from?: { readonly application?: string | undefined; readonly facility?: string | undefined };
  readonly to?: { readonly application?: string | undefined; readonly facility?: string | undefined };
  /** offset of the site for MSH-7, `+07:00`; default UTC */
  readonly zone?: string;
  /** MSH-18; default UNICODE UTF-8 */
  readonly charset?: string | undefined;
}

const trimEnd = (parts: readonly string[], separator: string): string => {
  let end = parts.length;
  while (end > 0 && parts[end - 1] === '') end -= 1;
  return parts.slice(0, end).join(separator);
};

const componentText = (part: string | undefined | readonly (string | undefined)[]): string =>
  typeof part === 'string' || part === undefined
    ? escapeHl7(part ?? '')
    : trimEnd(
        part.map((sub) => escapeHl7(sub ?? '')),
        '&',
      );

const valueText = (value: Hl7Value): string =>
  typeof value === 'string' || value === undefined ? escapeHl7(value ?? '') : trimEnd(value.map(componentText), '^');

function segmentText({ name, fields }: Hl7SegmentDraft): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  const texts = Array.from({ length: last }, (_, index) => {
    const field = fields[index + 1];
    return typeof field === 'object' && 'repeat' in field ? field.repeat.map(valueText).join('~') : valueText(field);
  });
  return trimEnd([name, ...texts], '|');
}

/**
 * A message of version 2.5.1 with standard delimiters; every text is escaped, every segment ends in CR.
 *
 * @source HL7 v2.5.1 chapter 2, MSH (verified)
 */
export function writeHl7(header: Hl7Header, segments: readonly Hl7SegmentDraft[]): string {
  // MSH-1 and MSH-2 are written by hand, so field n of the draft is MSH-(n+2) here
  const rest = segmentText({
    name: 'MSH|^~\\&',
    fields: {
      1: header.from?.application,
      2: header.from?.facility,
      3: header.to?.application,
      4: header.to?.facility,
      5: hl7Time(header.at, header.zone),
      7: header.type,
      8: header.controlId,
      9: 'P',
      10: '2.5.1',
      16: header.charset ?? 'UNICODE UTF-8',
    },
  });
  return [rest, ...segments.map(segmentText)].map((line) => `${line}\r`).join('');
}
