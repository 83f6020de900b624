import { combine, type FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import type { CodecName } from '../message-mapping.ts';
import { type ChannelField, channelFields, type TransportKind } from './channel-fields.ts';

/** A channel as data. What each line means stands in `channel-fields.ts` and nowhere else. */
export interface ChannelDefinition {
  readonly direction: 'in' | 'out';
  readonly transport: {
    readonly kind: TransportKind;
    readonly host?: string;
    readonly port?: number;
    readonly tls?: 'none' | 'server' | 'mutual';
    readonly certificate?: string;
    readonly key?: string;
    readonly authorities?: string;
    readonly url?: string;
    readonly service?: string;
    readonly path?: string;
    readonly folder?: string;
    readonly suffix?: string;
    readonly framing?: 'e1381' | 'none';
    readonly directory?: string;
    readonly user?: string;
    readonly hostKey?: string;
    readonly identity?: string;
    readonly password?: string;
    readonly stream?: string;
    readonly subject?: string;
    readonly consumer?: string;
    readonly answerWithin?: number;
    readonly charset?: string;
  };
  readonly codec?: CodecName;
  readonly mappings?: readonly string[];
  readonly partner: {
    readonly id: string;
    readonly organization?: string;
    readonly addresses?: readonly string[];
    readonly certificates?: readonly string[];
    readonly credential?: string;
  };
  readonly destination?: { readonly forward?: readonly string[] };
  readonly retry?: { readonly first?: number; readonly longest?: number; readonly attempts?: number };
  readonly orderingKey?: 'patient' | 'order' | 'channel' | 'none';
  readonly rateLimit?: { readonly perMinute?: number; readonly inHand?: number };
  readonly alert?: {
    readonly silentMinutes?: number;
    readonly parked?: number;
    readonly withinMinutes?: number;
    readonly waitingMinutes?: number;
  };
  readonly retention?: { readonly days?: number };
  readonly options?: Readonly<Record<string, string>>;
}

/** A channel of the house as it is now. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  /** `test`: messages go through every stage but the last, and wait for a person */
  readonly status: 'active' | 'off' | 'test';
  readonly definition: ChannelDefinition;
  /** it stands in the site file, which nobody at the desk writes */
  readonly isOfSite?: true;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const groups = new Set(
  channelFields.flatMap(({ path }) => (path.includes('.') ? [path.slice(0, path.indexOf('.'))] : [])),
);

/** Every value with its path; what is no group of the table is a value, whatever it holds. */
function leaves(json: Record<string, unknown>): (readonly [string, unknown])[] {
  return Object.entries(json).flatMap(([name, value]): (readonly [string, unknown])[] =>
    groups.has(name) && isRecord(value)
      ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one] as const)
      : [[name, value]],
  );
}

const isText = ({ pattern }: ChannelField, value: unknown): boolean =>
  typeof value === 'string' && value.length <= 500 && (pattern?.test(value) ?? true);

const isAllowed: Readonly<Record<ChannelField['type'], (field: ChannelField, value: unknown) => boolean>> = {
  text: isText,
  number: ({ least = 0, most = Number.MAX_SAFE_INTEGER }, value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  choice: ({ choices = [] }, value) => typeof value === 'string' && choices.includes(value),
  texts: (field, value) =>
    Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every((one) => isText(field, one)),
  choices: ({ choices = [] }, value) => Array.isArray(value) && value.every((one) => choices.includes(one)),
  map: (_field, value) =>
    isRecord(value) &&
    Object.entries(value).length <= 50 &&
    Object.entries(value).every(([name, one]) => /^[A-Za-z][\w.-]{0,63}$/.test(name) && isText(_field, one)),
};

const expectationOf = ({ type, choices, least, most, unit, pattern }: ChannelField): string =>
  [
    type,
    choices === undefined ? '' : choices.join(' | '),
    least === undefined ? '' : `${least} to ${most}`,
    unit ?? '',
    pattern === undefined ? '' : String(pattern),
  ]
    .filter((part) => part !== '')
    .join(' ');

function faultOf(path: string, value: unknown, json: Record<string, unknown>): FhirError | undefined {
  const field = channelFields.find((one) => one.path === path);
  if (field === undefined) return errors.channelUnknownField({ at: path, name: path.slice(0, 60) });
  const kind = isRecord(json.transport) ? json.transport.kind : undefined;
  const isElsewhere =
    (field.direction !== undefined && field.direction !== json.direction) ||
    (field.transports !== undefined && !field.transports.some((one) => one === kind));
  if (isElsewhere) return errors.channelFieldElsewhere({ at: path, name: path });
  if (isAllowed[field.type](field, value)) return undefined;
  return errors.channelField({ at: path, name: path, expected: expectationOf(field) });
}

type Need = readonly [path: string, isMissing: boolean];
type Parts = Pick<ChannelDefinition, 'direction' | 'transport' | 'partner'>;

const sftpNeeds = ({ user, hostKey, identity, password }: ChannelDefinition['transport']): readonly Need[] => [
  ['transport.user', user === undefined],
  ['transport.hostKey', hostKey === undefined],
  ['transport.identity', identity === undefined && password === undefined],
];

/** Whoever reaches an open server reads what lies there: the house signs in, by a secret or by its certificate. */
const natsNeeds = ({ direction, transport }: Parts): readonly Need[] => {
  const { tls, certificate, key, identity, password, stream, subject } = transport;
  const showsOwn = tls === 'mutual';
  return [
    ['transport.stream', direction === 'in' && stream === undefined],
    ['transport.subject', direction === 'out' && subject === undefined],
    ['transport.identity', !showsOwn && identity === undefined && password === undefined],
    ['transport.certificate', showsOwn && certificate === undefined],
    ['transport.key', showsOwn && key === undefined],
  ];
};

/** Lines that this transport and direction cannot do without. */
function needsOf({ direction, transport, partner }: Parts): readonly Need[] {
  const { kind, folder, url, service } = transport;
  const isIn = direction === 'in';
  if (kind === 'folder') return [['transport.folder', folder === undefined]];
  if (kind === 'sftp') return sftpNeeds(transport);
  if (kind === 'nats') return natsNeeds({ direction, transport, partner });
  if (kind === 'http' && isIn) return [['partner.credential', partner.credential === undefined]];
  if (kind === 'http') return [['transport.url', url === undefined && service === undefined]];
  return socketNeeds({ direction, transport, partner });
}

function socketNeeds({ direction, transport, partner }: Parts): readonly Need[] {
  const { kind, tls = 'none', port, certificate, key, authorities } = transport;
  const isIn = direction === 'in';
  const showsOwn = tls === 'mutual' || (tls === 'server' && isIn);
  const isCommonDoor = kind === 'mllp' && isIn && port === undefined;
  return [
    ['partner.addresses', isCommonDoor && (partner.addresses ?? partner.certificates) === undefined],
    ['transport.port', port === undefined && !(kind === 'mllp' && isIn)],
    ['transport.certificate', showsOwn && certificate === undefined],
    ['transport.key', showsOwn && key === undefined],
    ['partner.certificates', isIn && tls === 'mutual' && !isKnown(partner.certificates, authorities)],
  ];
}

/** Does it listen to strangers? Outside this machine only TLS and declared partners may. */
function isTooOpen({ direction, transport, partner }: ChannelDefinition): boolean {
  const { kind, port, host = '127.0.0.1', tls = 'none' } = transport;
  if (kind === 'sftp' || kind === 'nats' || direction === 'out' || port === undefined || isLoopback(host)) return false;
  return tls === 'none' || (partner.addresses ?? partner.certificates) === undefined;
}

/** A message leaves under one subject; only who reads may name several. */
const isManySubjects = ({ direction, transport }: ChannelDefinition): boolean =>
  direction === 'out' && /[*>]/.test(transport.subject ?? '');

/** What several lines together must say. */
const faultsOfWhole = (definition: ChannelDefinition): FhirError[] => [
  ...needsOf(definition).flatMap(([path, isMissing]) =>
    isMissing ? [errors.channelMissing({ at: path, name: path })] : [],
  ),
  ...(isManySubjects(definition)
    ? [
        errors.channelField({
          at: 'transport.subject',
          name: 'transport.subject',
          expected: 'one subject, without * and >',
        }),
      ]
    : []),
  ...(isTooOpen(definition) ? [errors.channelOutside({ at: 'transport.host' })] : []),
];

const isKnown = (certificates: readonly string[] | undefined, authorities: string | undefined): boolean =>
  authorities !== undefined || (certificates ?? []).length > 0;

export const isLoopback = (host: string): boolean =>
  host === '::1' || host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * A definition as a person or a file gave it, checked line by line against the table.
 *
 * @throws every fault at once: exchange.channelUnknownField, exchange.channelField, exchange.channelMissing,
 *   exchange.channelFieldElsewhere, exchange.channelOutside
 */
export function readChannelDefinition(json: unknown): ChannelDefinition {
  if (!isRecord(json)) throw errors.channelField({ at: '', name: 'definition', expected: 'a JSON object' });
  const given = leaves(json);
  const faults = given.flatMap(([path, value]) => faultOf(path, value, json) ?? []);
  const names = new Set(given.map(([path]) => path));
  for (const { path, isRequired } of channelFields)
    if (isRequired && !names.has(path)) faults.push(errors.channelMissing({ at: path, name: path }));
  if (faults.length > 0) throw combine(faults);
  const definition = json as unknown as ChannelDefinition; // every line was checked against the table above
  const together = faultsOfWhole(definition);
  if (together.length > 0) throw combine(together);
  return definition;
}

/** The definition out of its text. @throws as `readChannelDefinition` */
export function parseChannelDefinition(text: string): ChannelDefinition {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw errors.channelField({ at: '', name: 'definition', expected: 'JSON' });
  }
  return readChannelDefinition(json);
}
