import { createHash } from 'node:crypto';

/** The same parts give the same resource id: a message that is applied again finds what it made. `stableId('his', 'visit', 'V1')` */
export const stableId = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
