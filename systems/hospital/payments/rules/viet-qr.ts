import { errors } from '../errors.ts';
import { crc16 } from './crc16.ts';

export interface VietQr {
  /** bank identification number, six digits */
  readonly bin: string;
  /** account or card number */
  readonly account: string;
  readonly kind?: 'account' | 'card';
  /** whole đồng; absent: the payer types the amount */
  readonly amount?: bigint;
  readonly billNumber?: string;
  /** what the bank's memo will say */
  readonly purpose?: string;
}

const NAPAS = 'A000000727';

const field = (tag: string, value: string): string => `${tag}${String(value.length).padStart(2, '0')}${value}`;
const optional = (tag: string, value: string | undefined): string => (value === undefined ? '' : field(tag, value));

function check({ bin, account, amount, billNumber, purpose }: VietQr): void {
  if (!/^\d{6}$/.test(bin) || !/^[0-9A-Za-z]{1,19}$/.test(account)) throw errors.badBankAccount();
  if (amount !== undefined && (amount <= 0n || amount >= 10n ** 13n)) throw errors.badAmount();
  for (const text of [billNumber, purpose]) {
    if (text !== undefined && !/^[0-9A-Za-z .-]{1,25}$/.test(text)) throw errors.purposeUnwritable();
  }
}

/**
 * The text of a VietQR code. The money goes to the account of the facility itself, never through a third party.
 *
 * @returns ASCII with its check value; dynamic when it carries an amount
 * @throws errors.badBankAccount, errors.badAmount, errors.purposeUnwritable
 * @source NAPAS VietQR format 1.0; EMVCo QR Code Specification, merchant-presented mode; NĐ 52/2024/NĐ-CP Điều 22 (secondary)
 */
export function vietQr(qr: VietQr): string {
  check(qr);
  const beneficiary = field('00', qr.bin) + field('01', qr.account);
  const service = qr.kind === 'card' ? 'QRIBFTTC' : 'QRIBFTTA';
  const more = optional('01', qr.billNumber) + optional('08', qr.purpose);
  const body = [
    field('00', '01'),
    field('01', qr.amount === undefined ? '11' : '12'),
    field('38', field('00', NAPAS) + field('01', beneficiary) + field('02', service)),
    field('53', '704'),
    optional('54', qr.amount?.toString()),
    field('58', 'VN'),
    more === '' ? '' : field('62', more),
    '6304',
  ].join('');
  return body + crc16(body);
}
