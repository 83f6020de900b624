import type { Ward } from '@canary/ward';

export type Neighbour = Ward;
