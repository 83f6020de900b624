import { askingChannel } from '@lienmach/core';
import type { Endpoint } from 'fhir/r4';
import { kindsAsked, segmentsAsked, type ToldKind, type ToldSegment } from '../rules/told-events.ts';

/** A channel that asks to be told. */
export interface ToldChannel {
  readonly id: string;
  readonly kinds: readonly ToldKind[];
  /** of ADT, beside those that every channel is told */
  readonly segments: readonly ToldSegment[];
  /** MSH-5 */
  readonly receiver: string;
  readonly charset: string | undefined;
}

/** What a channel wants told, by its option `sends`; nothing for one that is read wrongly or asks for nothing. */
export function toldChannel(endpoint: Endpoint): ToldChannel[] {
  const channel = askingChannel(endpoint);
  const kinds = kindsAsked(channel?.options.sends);
  if (channel === undefined || kinds.length === 0) return [];
  const { id, options, charset } = channel;
  return [{ id, kinds, segments: segmentsAsked(options['adt-segments']), receiver: options.receiver ?? id, charset }];
}
