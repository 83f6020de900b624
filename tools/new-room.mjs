import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wings } from './room-shape.mjs';

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const manifest = (room) => `import { defineSystem } from '@lienmach/system-kit';

export const ${camel(room)} = defineSystem({
  id: '${room}',
  title: { vi: '${room}', en: '${room}' },
});
`;

const packageJson = (room) =>
  `${JSON.stringify(
    {
      name: `@lienmach/${room}`,
      version: '0.1.0',
      private: true,
      type: 'module',
      exports: { '.': './index.ts' },
      dependencies: { '@lienmach/system-kit': '0.1.0' },
    },
    undefined,
    2,
  )}\n`;

const readme = (room) => `# ${room}

What this room does, and for whom.

## Law

| rule or form | source | article | confidence |
|---|---|---|---|

## Resources

What it reads, what it writes.

## Operations and events

| verb | who | what it does |
|---|---|---|

## Hazards

| harm | barrier | test |
|---|---|---|

## Try it

\`\`\`sh
npx vitest run --project rules systems/**/${room}
npx vitest run --project operations systems/**/${room}
npm run demo
\`\`\`
`;

/** An empty room that passes every check: `writeRoom(root, 'hospital/dialysis')`. @returns the files it made */
export function writeRoom(root, name) {
  const [, wing, room] = /^([a-z]+)\/([a-z][a-z0-9-]*)$/.exec(name) ?? [];
  if (!room || !wings.includes(wing)) throw new Error(`give wing/room, lower case, wing one of ${wings.join(', ')}`);
  const folder = join(root, 'systems', wing, room);
  if (existsSync(folder)) throw new Error(`${folder} exists`);
  mkdirSync(folder, { recursive: true });
  const made = { 'README.md': readme(room), 'index.ts': manifest(room), 'package.json': packageJson(room) };
  for (const [file, text] of Object.entries(made)) writeFileSync(join(folder, file), text);
  return Object.keys(made).map((file) => join(folder, file));
}
