import type { ImportWorld } from '../rules/import-world.ts';

/** A hospital that knows nobody yet. */
export const emptySite: ImportWorld = {
  prefix: 'lk-thu',
  subject: { reference: 'urn:uuid:0b1e6a2c-8c7e-4c47-9d2d-1f5a1c0d9a01' },
  coverages: [],
  relatives: [],
  practitioners: new Map(),
  provider: { reference: 'Organization/99001' },
  isElsewhere: false,
};
