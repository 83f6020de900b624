import { settings } from './configuration.ts';

const intro = `# Configuration

Settings are environment variables. Each has a safe default; a \`LIENMACH_\` name that is not in this table stops the program
(except \`LIENMACH_TEST_…\`, which only the tests read). No secret has a default: keys are made at first start in the data folder.
This page is generated from \`apps/server/src/configuration.ts\`; a test compares the two.
`;

/** `docs/configuration.md`, whole. */
export function configurationPage(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const kind = 'choices' in setting ? setting.choices.map((one) => `\`${one}\``).join(', ') : setting.type;
    const value = setting.default === '' ? '(empty)' : `\`${setting.default}\``;
    return `| \`${name}\` | ${kind} | ${value} | ${setting.description} |`;
  });
  return `${intro}\n| name | type | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}
