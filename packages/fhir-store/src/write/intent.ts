import type { FhirResource } from 'fhir/r4';
import type { ResourceChange } from '../patch/resource-change.ts';
import type { ResourceType } from '../store-contract.ts';

/** What a caller wants written; `condition` takes the place of an id. */
export type Intent = CreateIntent | UpdateIntent | DeleteIntent;

/** What came in: a patch becomes an update of the version it was applied to, before anything is decided. */
export type AskedIntent = Intent | PatchIntent;

interface Common {
  readonly type: ResourceType;
  /** FHIRPath prefix of messages about it: empty, or `Bundle.entry[3].resource` */
  readonly place: string;
  /** what other entries of the bundle call it */
  readonly fullUrl?: string;
}

export interface CreateIntent extends Common {
  readonly kind: 'create';
  readonly resource: FhirResource;
  readonly condition?: URLSearchParams;
}

export interface UpdateIntent extends Common {
  readonly kind: 'update';
  readonly resource: FhirResource;
  /** absent with a condition when the resource has none */
  readonly id?: string;
  readonly condition?: URLSearchParams;
  readonly ifMatch?: number;
  /** the outcome of a patch, decided on this version: what is not there is not made */
  readonly patchedFrom?: number;
}

export interface PatchIntent extends Common {
  readonly kind: 'patch';
  readonly change: ResourceChange;
  readonly id?: string;
  readonly condition?: URLSearchParams;
  readonly ifMatch?: number;
}

export interface DeleteIntent extends Common {
  readonly kind: 'delete';
  readonly id?: string;
  readonly condition?: URLSearchParams;
  readonly ifMatch?: number;
}

/** An intent whose resource is known by id. */
export interface Target {
  readonly intent: Intent;
  readonly id: string;
  /**
   * `new`: the id was made here; `known`: it may exist; `found`: a conditional create met its match, nothing to write;
   * `none`: a conditional delete met nothing
   */
  readonly mode: 'new' | 'known' | 'found' | 'none';
}

/** What became of an intent. */
export interface WriteResult {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
  readonly lastUpdated: string;
  readonly text: string;
  readonly status: 200 | 201 | 204;
  /** the written object, where one was written */
  readonly resource?: FhirResource;
}
