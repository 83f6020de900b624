import { extensions, extensionValue } from '@lienmach/core';
import type { Endpoint } from 'fhir/r4';
import { kindsAsked, type ToldKind } from '../rules/told-events.ts';

/** A channel that asks to be told. */
export interface ToldChannel {
  readonly id: string;
  readonly kinds: readonly ToldKind[];
  /** MSH-5 */
  readonly receiver: string;
  readonly charset: string | undefined;
}

interface Definition {
  readonly direction?: string;
  readonly transport?: { readonly charset?: string };
  readonly options?: Readonly<Record<string, string | undefined>>;
}

/** One definition that cannot be read must not silence the others. */
function read(text: string): Definition {
  try {
    return (JSON.parse(text) as Definition | null) ?? {};
  } catch {
    return {};
  }
}

/** What a channel wants told, by its option `sends`; nothing for one that is read wrongly or asks for nothing. */
export function toldChannel(endpoint: Endpoint): ToldChannel[] {
  const text = extensionValue(endpoint, extensions.channelDefinition, 'valueString');
  if (endpoint.status !== 'active' || text === undefined) return [];
  const { direction, transport, options } = read(text);
  const kinds = kindsAsked(options?.sends);
  if (direction !== 'out' || kinds.length === 0) return [];
  const receiver = options?.receiver ?? endpoint.id ?? '';
  return [{ id: endpoint.id ?? '', kinds, receiver, charset: transport?.charset }];
}
