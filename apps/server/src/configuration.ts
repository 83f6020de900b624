import { defineErrors } from '@lienmach/outcome';

const errors = defineErrors('configuration', {
  unknownKey: {
    issue: 'invalid',
    vi: 'Không có cấu hình {name}.',
    en: '{name} is not a setting; see docs/configuration.md',
  },
  badValue: { issue: 'value', vi: 'Giá trị của {name} không hợp lệ.', en: '{name} must be {expected}' },
  openWithoutTls: {
    issue: 'security',
    vi: 'Không mở cổng ra ngoài máy này khi chưa có TLS hoặc máy chủ trung gian được nêu tên.',
    en: '{name} is outside loopback: give LIENMACH_TLS_CERTIFICATE and LIENMACH_TLS_KEY, or name the proxy in LIENMACH_PROXY',
  },
});

interface Setting {
  readonly type: 'text' | 'number' | 'bytes' | 'choice';
  readonly default: string;
  readonly unit?: string;
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  readonly description: string;
}

const port = { type: 'number', least: 0, most: 65_535 } as const;

/** Every setting of the program: its default, its bounds and one sentence. `docs/configuration.md` is made from this table. */
export const settings = {
  LIENMACH_PORT: { ...port, default: '8080', description: 'Port of HTTP; 0 takes a free one.' },
  LIENMACH_HOST: {
    type: 'text',
    default: '127.0.0.1',
    description: 'Address HTTP listens on; outside loopback only with TLS or a named proxy.',
  },
  LIENMACH_BASE_URL: {
    type: 'text',
    default: '',
    description: 'Origin under which people and programs reach the site; empty means http://127.0.0.1:<port>.',
  },
  LIENMACH_DATA_DIR: {
    type: 'text',
    default: './data',
    description: 'Folder of the embedded database, keys and files, kept at mode 0700.',
  },
  LIENMACH_DATABASE_URL: {
    type: 'text',
    default: '',
    description: 'PostgreSQL 15 or newer to use; empty means the embedded server in the data folder.',
  },
  LIENMACH_MAX_BODY: {
    type: 'bytes',
    default: '33554432',
    unit: 'bytes',
    least: 1024,
    most: 1_073_741_824,
    description: 'Largest body of one HTTP request.',
  },
  LIENMACH_RATE_CLIENT: {
    type: 'number',
    default: '120000',
    unit: 'requests a minute',
    least: 60,
    most: 100_000_000,
    description: 'Most requests of one person or program with a token, counted in windows of ten seconds.',
  },
  LIENMACH_RATE_ADDRESS: {
    type: 'number',
    default: '1200',
    unit: 'requests a minute',
    least: 6,
    most: 100_000_000,
    description: 'Most requests without a valid token from one address; this machine itself is not counted.',
  },
  LIENMACH_MLLP_HOST: {
    type: 'text',
    default: '127.0.0.1',
    description: 'Address the HL7 v2 listener listens on; outside loopback only with TLS and a partner list.',
  },
  LIENMACH_MLLP_PORT: {
    ...port,
    default: '2575',
    description: 'Port of the HL7 v2 (MLLP) listener; 0 takes a free one.',
  },
  LIENMACH_ROLE: {
    type: 'choice',
    default: 'all',
    choices: ['all', 'api', 'worker', 'gateway'],
    description: 'Which part of the program this process runs.',
  },
  LIENMACH_SITE: {
    type: 'text',
    default: '',
    description: 'Site file that says what this installation is.',
  },
  LIENMACH_LOG_LEVEL: {
    type: 'choice',
    default: 'info',
    choices: ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
    description: 'Least severe log line that is written; lines never hold bodies, query values or tokens.',
  },
  LIENMACH_TLS_CERTIFICATE: { type: 'text', default: '', description: 'PEM file of the certificate chain for HTTPS.' },
  LIENMACH_TLS_KEY: { type: 'text', default: '', description: 'PEM file of the private key for HTTPS.' },
  LIENMACH_BACKUP_RECIPIENT: {
    type: 'text',
    default: '',
    description:
      'Public key (age1…) that backups are sealed to, several separated by commas; made by lienmach backup-key.',
  },
  LIENMACH_PROXY: {
    type: 'text',
    default: '',
    description:
      'Address (or range) of the proxy that ends TLS before this process; only its forwarded headers are believed.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** origin without trailing slash; undefined: known once the port is */
  readonly baseUrl: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly maxBody: number;
  /** requests a minute */
  readonly rates: { readonly perClient: number; readonly perAddress: number };
  readonly mllpHost: string;
  readonly mllpPort: number;
  readonly role: 'all' | 'api' | 'worker' | 'gateway';
  readonly site: string | undefined;
  readonly logLevel: string;
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
  readonly proxy: string | undefined;
  readonly backupRecipients: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

export const isLoopback = (host: string): boolean => loopback.has(host);

function readNumber(name: SettingName, text: string, { least = 0, most = Number.MAX_SAFE_INTEGER }: Setting): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw errors.badValue({ name, expected: `a whole number from ${least} to ${most}` });
}

function readOrigin(text: string): string | undefined {
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && text.replace(/\/$/, '') === url.origin) return url.origin;
  throw errors.badValue({ name: 'LIENMACH_BASE_URL', expected: 'an origin such as https://benhvien.example' });
}

function checkNames(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    const isOurs = name.startsWith('LIENMACH_') && !name.startsWith('LIENMACH_TEST_');
    if (isOurs && !Object.hasOwn(settings, name)) throw errors.unknownKey({ name });
  }
}

function readTls(text: (name: SettingName) => string): Configuration['tls'] {
  const [certificate, key] = [text('LIENMACH_TLS_CERTIFICATE'), text('LIENMACH_TLS_KEY')];
  if (certificate === '' && key === '') return undefined;
  if (certificate === '' || key === '')
    throw errors.badValue({ name: 'LIENMACH_TLS_KEY', expected: 'given together with LIENMACH_TLS_CERTIFICATE' });
  return { certificate, key };
}

/**
 * Reads and checks the whole configuration once, at start.
 *
 * @throws configuration.unknownKey, configuration.badValue, configuration.openWithoutTls
 */
export function readConfiguration(environment: Environment): Configuration {
  checkNames(environment);
  const text = (name: SettingName): string => environment[name]?.trim() || settings[name].default;
  const optional = (name: SettingName): string | undefined => text(name) || undefined;
  const number = (name: SettingName): number => readNumber(name, text(name), settings[name]);
  const choice = <T extends string>(name: SettingName, choices: readonly T[]): T => {
    const found = choices.find((one) => one === text(name));
    if (found === undefined) throw errors.badValue({ name, expected: choices.join(', ') });
    return found;
  };
  const tls = readTls(text);
  const host = text('LIENMACH_HOST');
  if (!isLoopback(host) && tls === undefined && optional('LIENMACH_PROXY') === undefined)
    throw errors.openWithoutTls({ name: 'LIENMACH_HOST' });
  return {
    port: number('LIENMACH_PORT'),
    host,
    baseUrl: readOrigin(text('LIENMACH_BASE_URL')),
    dataDir: text('LIENMACH_DATA_DIR'),
    databaseUrl: optional('LIENMACH_DATABASE_URL'),
    maxBody: number('LIENMACH_MAX_BODY'),
    rates: { perClient: number('LIENMACH_RATE_CLIENT'), perAddress: number('LIENMACH_RATE_ADDRESS') },
    mllpHost: text('LIENMACH_MLLP_HOST'),
    mllpPort: number('LIENMACH_MLLP_PORT'),
    role: choice('LIENMACH_ROLE', settings.LIENMACH_ROLE.choices),
    site: optional('LIENMACH_SITE'),
    logLevel: choice('LIENMACH_LOG_LEVEL', settings.LIENMACH_LOG_LEVEL.choices),
    tls,
    proxy: optional('LIENMACH_PROXY'),
    backupRecipients: text('LIENMACH_BACKUP_RECIPIENT')
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== ''),
  };
}
