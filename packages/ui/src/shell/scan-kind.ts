import type { Patient } from 'fhir/r4';

export type ScanKind =
  | 'identity-card'
  | 'insurance-card'
  | 'payment'
  | 'prescription'
  | 'drug'
  | 'visit'
  | 'patient'
  | 'order'
  | 'tube'
  | 'staff'
  | 'code';

export interface Scan {
  readonly kind: ScanKind;
  /** exactly what the reader sent */
  readonly text: string;
  /** the code without the site prefix */
  readonly value: string;
  /** known already when a person was chosen by name in the box */
  readonly patient?: Patient;
}

const prefixes: readonly (readonly [RegExp, ScanKind])[] = [
  [/^LM[0-9A-Z]{6,}$/i, 'payment'],
  [/^(?:BN|P)[-:]?(\d[\d-]{3,})$/i, 'patient'],
  [/^(?:LK|V)[-:]?(\d[\d-]{3,})$/i, 'visit'],
  [/^(?:CD|O)[-:]?(\d[\d-]{3,})$/i, 'order'],
  [/^(?:XN|T)[-:]?(\d[\d-]{3,})$/i, 'tube'],
  [/^(?:NV|S)[-:]?([\dA-Z][\dA-Z-]{2,})$/i, 'staff'],
];

/**
 * What a scanned text is, in the order of the design: identity card (7 fields or more), health-insurance card (16 fields,
 * ends with `$`), site prefixes, prescription code (14 characters), GS1, else a bare code to search for.
 *
 * @source web design of the house, section 4 "Scan box"; card layouts as the readers of national/core take them (secondary)
 */
export function scanOf(text: string): Scan {
  const raw = text.trim();
  const fields = raw.split('|').length;
  if (fields >= 15 && raw.endsWith('$')) return { kind: 'insurance-card', text: raw, value: raw };
  if (fields >= 7) return { kind: 'identity-card', text: raw, value: raw };
  for (const [pattern, kind] of prefixes) {
    const found = pattern.exec(raw);
    if (found) return { kind, text: raw, value: found[1] ?? raw };
  }
  if (/^\d{5}[0-9a-z]{7}-[ncyh]$/i.test(raw)) return { kind: 'prescription', text: raw, value: raw };
  if (/^(\]C1|\]d2|01\d{14})/.test(raw) || /^\d{13}$/.test(raw)) return { kind: 'drug', text: raw, value: raw };
  return { kind: 'code', text: raw, value: raw };
}
