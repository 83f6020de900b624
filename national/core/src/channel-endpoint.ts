import type { Endpoint } from 'fhir/r4';
import { codeSystems, extensions, LM } from './canonical.ts';
import { extensionOf } from './extension-access.ts';

/** Canonical address of the ConceptMap that translates the codes of a channel's partner. */
export const channelCodeMap = (channel: string): string => `${LM}/ConceptMap/channel-${channel}`;

export const channelStatuses = ['active', 'off', 'test'] as const;
export type ChannelStatus = (typeof channelStatuses)[number];

/** A channel of the integration desk as the record keeps it: its definition is a text, whoever runs it reads it. */
export interface ChannelRecord {
  readonly id: string;
  readonly name: string;
  readonly status: ChannelStatus;
  /** JSON */
  readonly definition: string;
}

/** undefined: the Endpoint is no channel of ours. An unknown status counts as switched off. */
export function channelOfEndpoint(endpoint: Endpoint): ChannelRecord | undefined {
  const definition = extensionOf(endpoint, extensions.channelDefinition)?.valueString;
  if (endpoint.id === undefined || definition === undefined) return undefined;
  const status = channelStatuses.find((one) => one === endpoint.status) ?? 'off';
  return { id: endpoint.id, name: endpoint.name ?? endpoint.id, status, definition };
}

/**
 * @param organization  `Organization/…` of the facility
 * @param shown  what people read of it: the way it travels and where to, no secret
 */
export function endpointOfChannel(
  { id, name, status, definition }: ChannelRecord,
  organization: string,
  shown: { readonly transport: string; readonly codec: string; readonly address: string },
): Endpoint {
  return {
    resourceType: 'Endpoint',
    id,
    status,
    name,
    managingOrganization: { reference: organization },
    connectionType: { system: codeSystems.channelTransport, code: shown.transport },
    payloadType: [{ text: shown.codec }],
    address: shown.address,
    extension: [{ url: extensions.channelDefinition, valueString: definition }],
  };
}

/** What an outgoing channel in use asks rooms for, by its options. */
export interface AskingChannel {
  readonly id: string;
  readonly options: Readonly<Record<string, string>>;
  /** in which messages leave */
  readonly charset: string | undefined;
}

interface Definition {
  readonly direction?: string;
  readonly transport?: { readonly charset?: string };
  readonly options?: Readonly<Record<string, string>>;
}

/** One definition that cannot be read must not silence the others. */
function definitionOf(text: string): Definition {
  try {
    return (JSON.parse(text) as Definition | null) ?? {};
  } catch {
    return {};
  }
}

/** undefined: no channel of ours, not in use, or one that messages come by. */
export function askingChannel(endpoint: Endpoint): AskingChannel | undefined {
  const record = channelOfEndpoint(endpoint);
  if (record === undefined || record.status !== 'active') return undefined;
  const { direction, transport, options = {} } = definitionOf(record.definition);
  return direction === 'out' ? { id: record.id, options, charset: transport?.charset } : undefined;
}
