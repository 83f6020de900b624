import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * What the telephone of a person shows (RFC 6238), written apart from the code under test.
 *
 * @param secret  as it is shown to be typed in
 * @param later  seconds that the clock of the telephone is ahead
 */
export function authenticatorCode(secret: string, later = 0, at = Date.now()): string {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.from(
    Math.floor((at / 1000 + later) / 30)
      .toString(16)
      .padStart(16, '0'),
    'hex',
  );
  const mac = createHmac('sha1', key).update(counter).digest();
  const start = mac.readUInt8(19) % 16;
  return (mac.readUInt32BE(start) % 2 ** 31).toString().slice(-6).padStart(6, '0');
}
