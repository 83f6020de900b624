import { type ChannelField, channelFields } from './channel-fields.ts';

const intro = `# Channel reference

A channel is data: an \`Endpoint\` of the record whose extension \`channel-definition\` holds the JSON below. It is made and changed with
\`POST /fhir/R4/Endpoint/$save-channel\`, tried with \`$try-channel\`, switched with \`$switch-channel\`, taken back with
\`$roll-back-channel\`; changes take effect without a restart. Lines that a transport or direction does not know are refused, so that a
typing mistake is never a silent default. Secrets stand in files of the site (\`secrets/channels/\` of the data folder); a channel names
them, and only those named after it: \`<channel id>\` or \`<channel id>.<part>\`.

This page is generated from \`packages/exchange/src/channels/channel-fields.ts\`; \`npm run channel-reference\` writes it, a test compares.
`;

const typeOf = ({ type, choices, least, most, unit }: ChannelField): string => {
  if (choices !== undefined) return choices.map((one) => `\`${one}\``).join(', ');
  const bounds = least === undefined ? '' : ` ${least}–${most}`;
  return `${type}${bounds}${unit === undefined ? '' : ` ${unit}`}`;
};

const whereOf = ({ direction, transports }: ChannelField): string =>
  [direction ?? 'in, out', transports?.join(', ') ?? 'all'].join('; ');

const rowOf = (field: ChannelField): string => {
  const value = field.isRequired ? '**required**' : field.default === undefined ? '' : `\`${field.default}\``;
  return `| \`${field.path}\` | ${typeOf(field).replaceAll('|', '\\|')} | ${value} | ${whereOf(field)} | ${field.meaning} |`;
};

/** `docs/integration/channels.md`, whole. */
export const channelReference = (): string =>
  `${intro}\n| line | type | default | direction; transports | meaning |\n|---|---|---|---|---|\n${channelFields.map(rowOf).join('\n')}\n`;
