import type { ResourceType } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';

/** Works when nobody waits for the house, see `untilCalm`. */
export const CALM_LANE = 'calm';

/** A reaction to the record: told at least once about every version that `when` accepts, in order per `key`. */
export interface EventHandler {
  readonly id: string;
  readonly on: ResourceType;
  readonly when: (resource: FhirResource) => boolean;
  /** ordering key; jobs of one key run one after the other */
  readonly key: (resource: FhirResource) => string;
  /** worked off beside the others, by a queue of this lane: what waits for somebody outside must delay nobody */
  readonly lane?: string;
  /** attempts after which a person has to look; default 8 */
  readonly attempts?: number;
  /**
   * `Type/id` that the reaction looks at, whatever was written: versions about one thing are told once while they wait, and
   * `run` gets its type and id only. Ordered by it, not by `key`.
   */
  readonly about?: (resource: FhirResource) => string | undefined;
  /** @param attempt  1 for the first time */
  readonly run: (resource: FhirResource, attempt: number) => Promise<void>;
}

/** Reactions that come and go while the house is open: who has subscribed to what. */
export interface EventSource {
  /** those of now; asked before events are handed out */
  now(): Promise<readonly EventHandler[]>;
  /** of a job handed out earlier; it may have ended since, and then its `run` does nothing */
  find(id: string): EventHandler | undefined;
}

/** Work for a later moment: `queue.later(...)`. */
export interface TimerHandler {
  readonly id: string;
  readonly run: (payload: string) => Promise<void>;
}

/** As the visible queue shows it. */
export interface JobRow {
  readonly id: number;
  readonly handler: string;
  readonly key: string;
  /** `Type/id/_history/version`, or what the timer was called */
  readonly subject: string;
  readonly state: 'waiting' | 'parked';
  readonly attempts: number;
  readonly runAt: string;
  readonly reason?: string;
}
