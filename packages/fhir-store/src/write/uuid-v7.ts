import { randomFillSync } from 'node:crypto';

const POOL = 128;
const bytes = Buffer.alloc(16 * POOL);
let used = POOL;
let lastTime = 0;
let counter = 0;

/**
 * A time-ordered id: new rows land at the right edge of the primary keys. Within one millisecond a counter keeps the order.
 *
 * @source RFC 9562, section 5.7 (from memory)
 */
export function uuidV7(now: number = Date.now()): string {
  if (used === POOL) {
    randomFillSync(bytes);
    used = 0;
  }
  const id = bytes.subarray(used * 16, used * 16 + 16);
  used += 1;
  advance(now);
  id.writeUIntBE(lastTime, 0, 6);
  id[6] = 0x70 | (counter >> 8);
  id[7] = counter & 0xff;
  id[8] = 0x80 | ((id[8] ?? 0) & 0x3f);
  const hex = id.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function advance(now: number): void {
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
    return;
  }
  counter = (counter + 1) & 0xfff;
  if (counter === 0) lastTime += 1;
}
