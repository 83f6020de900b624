import { readAt } from './card-field.ts';
import { errors } from './errors.ts';
import { type InsuranceNumber, parseInsuranceNumber } from './insurance-card.ts';
import { type InsuranceCard, parseBhytQr } from './parse-bhyt-qr.ts';
import { type IdentityCard, parseCccdQr } from './parse-cccd-qr.ts';
import { parsePatientNumber } from './patient-number.ts';
import { type PersonalNumber, parsePersonalNumber } from './personal-number.ts';

/** What came out of the one scan box of the reception desk. */
export type Scan =
  | { readonly kind: 'identity-card'; readonly card: IdentityCard }
  | { readonly kind: 'insurance-card'; readonly card: InsuranceCard }
  | { readonly kind: 'personal-number'; readonly number: PersonalNumber }
  | { readonly kind: 'insurance-number'; readonly number: InsuranceNumber }
  | { readonly kind: 'patient-number'; readonly value: string };

/**
 * Recognises what was scanned or typed. A text that looks like a card but is broken is refused as that card,
 * never tried as something else.
 *
 * @param at  where the text came from, for the refusal
 * @throws core.scanEmpty, core.scanTooLong, core.scanUnknown, and the refusals of the single parsers
 * @source NĐ 188/2025/NĐ-CP, art. 37: which papers a patient may show (secondary)
 */
export const readScan = (text: string, at?: string): Scan => readAt(at, () => recognise(text));

function recognise(text: string): Scan {
  if (text.length > 4_000) throw errors.scanTooLong();
  const line = text.normalize('NFC').trim();
  if (line === '') throw errors.scanEmpty();
  if (line.includes('|')) return readCard(line);
  const compact = line.replace(/[\s.-]/g, '').toUpperCase();
  if (/^\d{12}$/.test(compact)) return { kind: 'personal-number', number: parsePersonalNumber(compact) };
  if (/^\d{10}$/.test(compact) || /^[A-Z]{2}\d{13}$/.test(compact)) {
    return { kind: 'insurance-number', number: parseInsuranceNumber(compact) };
  }
  if (/^BN/i.test(line)) return { kind: 'patient-number', value: parsePatientNumber(line) };
  throw errors.scanUnknown();
}

/** Identity cards have the twelve digits first and Nam/Nữ fifth; insurance cards end with `$` or have 1/2 fourth. */
function readCard(line: string): Scan {
  const fields = line.split('|');
  const looksInsured = line.endsWith('$') || /^[12]$/.test(fields[3]?.trim() ?? '');
  return looksInsured
    ? { kind: 'insurance-card', card: parseBhytQr(line) }
    : { kind: 'identity-card', card: parseCccdQr(line) };
}
