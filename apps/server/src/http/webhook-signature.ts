import { createHmac, timingSafeEqual } from 'node:crypto';

/** seconds a call may be old, or ahead of our clock */
const WINDOW = 300;

export interface SignedCall {
  /** seconds since 1970, as the partner wrote them */
  readonly timestamp: string | undefined;
  /** `v1=` and 64 hexadecimal digits */
  readonly signature: string | undefined;
  /** the bytes as they came: a body read and written again is another body */
  readonly body: Uint8Array;
}

/** HMAC-SHA256 over `<timestamp>.<body>`, compared in constant time; a call outside the window is refused however it is signed. */
export function isSigned({ timestamp = '', signature = '', body }: SignedCall, secret: string, now: Date): boolean {
  const given = /^v1=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > WINDOW) return false;
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}
