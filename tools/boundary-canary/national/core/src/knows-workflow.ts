import type { Ward } from '@canary/ward';

export type Bed = Ward;
