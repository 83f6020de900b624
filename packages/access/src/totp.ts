import { createHmac, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DIGITS = 6;
const SECONDS = 30;
/** steps that a clock may be wrong by */
const DRIFT = 1;

/** 160 bits, as RFC 4226 asks for. */
export const makeTotpSecret = (): Buffer => randomBytes(20);

/** RFC 4648 without padding: what authenticators read. */
export function base32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, ''];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET.charAt((value >>> (bits - 5)) & 31);
      bits -= 5;
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt((value << (5 - bits)) & 31);
}

const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / SECONDS);

function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The code that an authenticator shows at this moment (RFC 6238, SHA-1, 6 digits, 30 seconds). */
export const totpAt = (secret: Uint8Array, at: Date): string => codeOf(secret, stepOf(at));

/**
 * The step to which a code belongs. A step that was used, or one before it, is never taken again.
 *
 * @source RFC 6238 5.2: one step of drift, a code is used once (from memory)
 */
export function totpStep(secret: Uint8Array, code: string, at: Date, used: number): number | undefined {
  const here = stepOf(at);
  const steps = Array.from({ length: 2 * DRIFT + 1 }, (_, index) => here - DRIFT + index);
  return steps.find((step) => step > used && codeOf(secret, step) === code);
}

/** What stands in the QR code that an authenticator scans: short, so that a poor camera reads it; the rest is the usual. */
export const totpUri = (secret: Uint8Array, issuer: string, login: string): string =>
  `otpauth://totp/${encodeURIComponent(login)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
