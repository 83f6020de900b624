import { codecNames } from '../message-mapping.ts';

export const transportKinds = ['mllp', 'astm-tcp', 'http', 'folder', 'sftp', 'nats'] as const;
export type TransportKind = (typeof transportKinds)[number];

/** One line of a channel's definition. The check and the reference are both made from this table. */
export interface ChannelField {
  /** where it stands in the JSON, dots between the levels */
  readonly path: string;
  readonly type: 'text' | 'number' | 'choice' | 'texts' | 'choices' | 'map';
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
  readonly default?: string;
  readonly unit?: string;
  readonly isRequired?: true;
  /** transports that know it; absent: all */
  readonly transports?: readonly TransportKind[];
  readonly direction?: 'in' | 'out';
  readonly meaning: string;
}

const id = /^[a-z][a-z0-9-]{1,62}$/;
const secret = /^[a-z0-9][a-z0-9._-]{0,127}$/;
const sockets: readonly TransportKind[] = ['mllp', 'astm-tcp'];
const secured: readonly TransportKind[] = [...sockets, 'nats'];
const called: readonly TransportKind[] = [...secured, 'sftp'];
const minutes = { type: 'number', least: 1, most: 525_600, unit: 'minutes' } as const;

const transport: readonly ChannelField[] = [
  {
    path: 'transport.kind',
    type: 'choice',
    choices: transportKinds,
    isRequired: true,
    meaning:
      "How bytes travel: HL7 over TCP in MLLP frames, ASTM E1381 over TCP, HTTP (in: `POST /channels/<id>`), files in a folder, files on the partner's machine over SFTP, messages of a NATS server that keeps them (JetStream).",
  },
  {
    path: 'transport.host',
    type: 'text',
    pattern: /^[A-Za-z0-9.:_-]{1,253}$/,
    default: '127.0.0.1',
    transports: called,
    meaning:
      'In: address to listen on; outside loopback only with TLS and a declared partner. Out, SFTP and NATS: where the partner listens. Of a NATS cluster only this machine is called. Without TLS a name has to lead into networks of the house, which is looked at each time it is called.',
  },
  {
    path: 'transport.port',
    type: 'number',
    least: 1,
    most: 65_535,
    transports: called,
    meaning:
      'Port; when absent SFTP: 22, NATS: 4222. Absent on an incoming MLLP channel: the common door of the house, where the partner is told by its address or certificate.',
  },
  {
    path: 'transport.tls',
    type: 'choice',
    choices: ['none', 'server', 'mutual'],
    default: 'none',
    transports: secured,
    meaning: '`server`: the listening side shows a certificate; `mutual`: both sides do.',
  },
  {
    path: 'transport.certificate',
    type: 'text',
    pattern: secret,
    transports: secured,
    meaning: 'Name of the secret file with our certificate chain (PEM).',
  },
  {
    path: 'transport.key',
    type: 'text',
    pattern: secret,
    transports: secured,
    meaning: 'Name of the secret file with our private key (PEM).',
  },
  {
    path: 'transport.authorities',
    type: 'text',
    pattern: secret,
    transports: secured,
    meaning:
      "Name of the file with the certificates (PEM) that the partner's must come from. Absent, out: those of the system.",
  },
  {
    path: 'transport.url',
    type: 'text',
    pattern: /^https:\/\/[^\s?#]+$/,
    transports: ['http'],
    direction: 'out',
    meaning:
      'Where to post. Addresses of private networks are refused; a program inside is a `service` of the site file.',
  },
  {
    path: 'transport.service',
    type: 'text',
    pattern: id,
    transports: ['http'],
    direction: 'out',
    meaning: 'Kind of a service of the site file to post to, in place of `url`.',
  },
  {
    path: 'transport.path',
    type: 'text',
    pattern: /^\/[^\s?#]*$/,
    default: '/',
    transports: ['http'],
    direction: 'out',
    meaning: 'Path below the service.',
  },
  {
    path: 'transport.folder',
    type: 'text',
    pattern: /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*){0,3}$/,
    transports: ['folder'],
    meaning:
      'Folder below `exchange/` of the data folder (mount a share there). In: files are taken from it and moved to `done/` or `failed/`. Out: files are written to it whole, by renaming, and named `<channel id>.<number of the message>`.',
  },
  {
    path: 'transport.suffix',
    type: 'text',
    pattern: /^\.[A-Za-z0-9]{1,10}$/,
    default: '.hl7',
    transports: ['folder', 'sftp'],
    meaning: 'In: only files whose name ends so are taken, and only once they lie still. Out: how names end.',
  },
  {
    path: 'transport.directory',
    type: 'text',
    pattern: /^\/?(?!\.\.(\/|$))[\w.-]+(\/(?!\.\.(\/|$))[\w.-]+){0,9}$/,
    default: '.',
    transports: ['sftp'],
    meaning:
      "Folder on the partner's machine. In: looked at every ten seconds, files are moved to its `done/` or `failed/`. Out: as `transport.folder`.",
  },
  {
    path: 'transport.user',
    type: 'text',
    pattern: /^[\w.@-]{1,64}$/,
    transports: ['sftp', 'nats'],
    meaning: 'Name under which the house signs in there.',
  },
  {
    path: 'transport.hostKey',
    type: 'text',
    pattern: /^SHA256:[A-Za-z0-9+/]{43}$/,
    transports: ['sftp'],
    meaning:
      "Fingerprint of the key of the partner's machine (`ssh-keygen -lf`); to any other machine nothing is said.",
  },
  {
    path: 'transport.identity',
    type: 'text',
    pattern: secret,
    transports: ['sftp', 'nats'],
    meaning:
      'Name of the secret file with our private key. SFTP: as OpenSSH writes it. NATS: a `.creds` file as `nsc` writes it, or the seed of a user key (`SU…`); it is not sent, only its signature.',
  },
  {
    path: 'transport.password',
    type: 'text',
    pattern: secret,
    transports: ['sftp', 'nats'],
    meaning:
      'Name of the secret file with our password, where the partner takes no key. NATS, without `user`: a token.',
  },
  {
    path: 'transport.stream',
    type: 'text',
    pattern: /^[\w-]{1,128}$/,
    transports: ['nats'],
    meaning:
      'In: the stream of the partner that messages are taken from. Out: the stream that has to keep them; absent: whichever takes the subject.',
  },
  {
    path: 'transport.subject',
    type: 'text',
    pattern: /^(?:[\w-]+|\*)(?:\.(?:[\w-]+|\*)){0,15}(?:\.>)?$/,
    transports: ['nats'],
    meaning:
      'Out: the subject under which messages are kept. In: only those of it, `*` for any word and `>` for all that follow; absent: the whole stream.',
  },
  {
    path: 'transport.consumer',
    type: 'text',
    pattern: /^[\w-]{1,128}$/,
    transports: ['nats'],
    direction: 'in',
    meaning:
      'Durable pull consumer of the stream, with explicit acknowledgement; it is made where there is none, and reads from the first message. One channel each. Absent: the id of the channel.',
  },
  {
    path: 'transport.framing',
    type: 'choice',
    choices: ['e1381', 'none'],
    default: 'e1381',
    transports: ['astm-tcp'],
    meaning:
      '`none`: bare records over TCP, only for machines that know no link layer: nothing finds a damaged byte or asks for it again.',
  },
  {
    path: 'transport.answerWithin',
    type: 'number',
    least: 100,
    most: 300_000,
    default: '30000',
    unit: 'ms',
    direction: 'out',
    meaning: 'How long an answer is waited for before the message counts as not delivered.',
  },
  {
    path: 'transport.charset',
    type: 'text',
    pattern: /^[A-Za-z0-9 /-]{1,30}$/,
    default: 'UNICODE UTF-8',
    transports: ['mllp'],
    direction: 'out',
    meaning: 'Character set (MSH-18) in which messages leave.',
  },
];

const partner: readonly ChannelField[] = [
  {
    path: 'partner.id',
    type: 'text',
    pattern: id,
    isRequired: true,
    meaning: 'Who is at the other end, as the message log and the record name them (`Device/<id>`).',
  },
  {
    path: 'partner.organization',
    type: 'text',
    pattern: /^[0-9A-Za-z]{3,10}$/,
    meaning: 'Facility code, where the partner is a facility.',
  },
  {
    path: 'partner.addresses',
    type: 'texts',
    pattern: /^[0-9a-fA-F.:]{2,45}$/,
    transports: sockets,
    direction: 'in',
    meaning: 'Network addresses it comes from; from others nothing is taken. Absent: any address of this machine.',
  },
  {
    path: 'partner.certificates',
    type: 'texts',
    pattern: /^([0-9A-Fa-f]{2}:?){32}$/,
    transports: sockets,
    direction: 'in',
    meaning: 'SHA-256 fingerprints of the certificates it shows (`tls: mutual`).',
  },
  {
    path: 'partner.credential',
    type: 'text',
    pattern: secret,
    transports: ['http'],
    meaning: 'Name of the secret file (32 characters or more) that is shown as `Authorization: Bearer …`.',
  },
];

const flow: readonly ChannelField[] = [
  {
    path: 'destination.forward',
    type: 'texts',
    pattern: id,
    direction: 'in',
    meaning: 'Pass-through: ids of outgoing channels that get the bytes as they came; no mapping is asked.',
  },
  {
    path: 'retry.first',
    type: 'number',
    least: 100,
    most: 600_000,
    default: '1000',
    unit: 'ms',
    direction: 'out',
    meaning: 'Wait before the second try; doubled each time.',
  },
  {
    path: 'retry.longest',
    type: 'number',
    least: 1000,
    most: 86_400_000,
    default: '300000',
    unit: 'ms',
    direction: 'out',
    meaning: 'Longest wait between two tries.',
  },
  {
    path: 'retry.attempts',
    type: 'number',
    least: 1,
    most: 100_000,
    direction: 'out',
    meaning: 'Tries after which a person has to look. Absent: no end.',
  },
  {
    path: 'orderingKey',
    type: 'choice',
    choices: ['patient', 'order', 'channel', 'none'],
    default: 'patient',
    meaning: 'What has to stay in order: messages with one key are handled and handed on one after the other.',
  },
  {
    path: 'rateLimit.perMinute',
    type: 'number',
    least: 1,
    most: 1_000_000,
    direction: 'in',
    meaning: 'Most messages a minute; who sends faster is read more slowly, nothing is dropped. Over HTTP: 429.',
  },
  {
    path: 'rateLimit.inHand',
    type: 'number',
    least: 1,
    most: 1000,
    default: '16',
    direction: 'in',
    meaning: 'Messages of the channel that are handled at one time; the others wait in the network, not in memory.',
  },
  {
    path: 'retention.days',
    type: 'number',
    least: 30,
    most: 36_500,
    unit: 'days',
    meaning:
      'Days that settled messages stay in the log, and taken files in `done/`. Absent: until `lienmach purge`, which keeps them as long as the law keeps the visit they speak of, raw messages of codec `astm` two years. What waits for a person, and what a legal hold may speak of, stays.',
  },
  { path: 'alert.silentMinutes', ...minutes, meaning: 'Alert when nothing came (or went) for so long.' },
  {
    path: 'alert.parked',
    type: 'number',
    least: 1,
    most: 100_000,
    direction: 'in',
    meaning: 'Alert when so many messages were parked within `alert.withinMinutes`.',
  },
  { path: 'alert.withinMinutes', ...minutes, default: '60', direction: 'in', meaning: 'Window of `alert.parked`.' },
  {
    path: 'alert.waitingMinutes',
    ...minutes,
    direction: 'out',
    meaning: 'Alert when the oldest waiting message is older.',
  },
];

/** Lines that name a secret file. */
export const isSecretField = ({ pattern }: ChannelField): boolean => pattern === secret;

/** Every line of a channel's definition, in the order of the reference. */
export const channelFields: readonly ChannelField[] = [
  {
    path: 'direction',
    type: 'choice',
    choices: ['in', 'out'],
    isRequired: true,
    meaning: 'Whether the partner brings messages or gets them.',
  },
  ...transport,
  {
    path: 'codec',
    type: 'choice',
    choices: codecNames,
    default: 'hl7v2',
    meaning:
      'How messages are written. `csv`, `xml` and `json` are read by what `options` declare ([tables](tables.md)).',
  },
  {
    path: 'mappings',
    type: 'texts',
    pattern: /^[A-Za-z0-9^._-]{1,64}$/,
    direction: 'in',
    meaning: 'Ids of the mappings that may take messages of this channel. Absent: whichever understands the message.',
  },
  ...partner,
  ...flow,
  { path: 'options', type: 'map', meaning: 'Names and texts that mappings of the channel read.' },
];
