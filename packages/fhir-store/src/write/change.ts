import type { ResourceRows } from '../indexing/resource-rows.ts';
import type { ResourceType } from '../store-contract.ts';

/** Numbers of `resource.method`. */
export const methods = { POST: 1, PUT: 2, DELETE: 3 } as const;
/** `resource.method` of what was destroyed: nothing of it is left but its id, which is never used again. */
export const DESTROYED = 4;
export type WriteMethod = keyof typeof methods;

/** One new version, ready to be written. */
export interface Change {
  readonly method: WriteMethod;
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
  /** empty for a deletion */
  readonly text: string;
  /** ISO instant, where it is not that of the write */
  readonly updated?: string;
  /** the version must follow this one; undefined: the resource is new */
  readonly follows?: number;
  /** nobody reacts to it */
  readonly isUnheard?: boolean;
  readonly added: ResourceRows | undefined;
  readonly removed: ResourceRows | undefined;
  /** patients whose compartment it is in, before or after */
  readonly patients: readonly string[];
}
