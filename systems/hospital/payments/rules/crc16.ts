/**
 * CRC-16/CCITT-FALSE of an ASCII text: polynomial 0x1021, start 0xFFFF, no reflection.
 *
 * @returns four upper-case hexadecimal digits; `123456789` gives `29B1`
 * @source NAPAS VietQR format 1.0; EMVCo QR Code Specification, merchant-presented mode 4.7.3 (secondary)
 */
export function crc16(text: string): string {
  let register = 0xffff;
  for (const character of text) {
    register ^= (character.codePointAt(0) ?? 0) << 8;
    for (let bit = 0; bit < 8; bit++) {
      register = register & 0x8000 ? ((register << 1) ^ 0x1021) & 0xffff : (register << 1) & 0xffff;
    }
  }
  return register.toString(16).toUpperCase().padStart(4, '0');
}
