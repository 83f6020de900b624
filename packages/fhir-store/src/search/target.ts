import type { ResourceType } from '../store-contract.ts';

/** What a criterion speaks about: the type searched, and the name as written for messages. */
export interface Target {
  readonly type: ResourceType;
  readonly number: number;
  readonly written: string;
}
