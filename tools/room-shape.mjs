import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.mjs';

export const wings = ['foundation', 'hospital', 'community', 'government'];
const files = ['README.md', 'package.json', 'index.ts', 'errors.ts'];
const folders = [
  'profiles',
  'catalogs',
  'forms',
  'rules',
  'operations',
  'subscriptions',
  'exchange',
  'reports',
  'screens',
  'stories',
];
const manifestOrder = [
  'id',
  'title',
  'profiles',
  'catalogs',
  'forms',
  'operations',
  'subscriptions',
  'followers',
  'rounds',
  'messages',
  'webhooks',
  'guards',
  'entrances',
  'reports',
];
const packageKeys = ['name', 'version', 'private', 'type', 'exports', 'dependencies', 'devDependencies'];
const LONGEST_MANIFEST = 60;
const LEGAL_TABLE = '| rule or form | source | article | confidence |';

/** `systems/<wing>/<room>`, every folder of the tree two levels down, sorted. */
export function listRooms(root) {
  const systems = join(root, 'systems');
  return subfolders(systems).flatMap((wing) =>
    subfolders(join(systems, wing)).map((room) => `systems/${wing}/${room}`),
  );
}

const subfolders = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Everything in which a room differs from the house's plan; empty when it is as all others. */
export function findRoomProblems(root, room) {
  const read = (name) =>
    existsSync(join(root, room, name)) ? readFileSync(join(root, room, name), 'utf8') : undefined;
  const missing = files
    .filter((name) => name !== 'errors.ts' && read(name) === undefined)
    .map((name) => `${name} is missing`);
  return [
    ...missing,
    ...findNameProblems(root, room),
    ...findManifestProblems(read('index.ts'), room),
    ...findPackageProblems(read('package.json'), room),
    ...(read('README.md')?.includes(LEGAL_TABLE) === false ? [`README.md has no table "${LEGAL_TABLE}"`] : []),
    ...findUntested(root, room, read('errors.ts')),
  ];
}

function findNameProblems(root, room) {
  const wing = room.split('/')[1];
  const entries = readdirSync(join(root, room), { withFileTypes: true }).filter(
    (entry) => entry.name !== 'node_modules',
  );
  return [
    ...(wings.includes(wing) ? [] : [`${wing} is no wing`]),
    ...entries
      .filter((entry) => !(entry.isDirectory() ? folders : files).includes(entry.name))
      .map((entry) => `${entry.name} has no place in a room`),
    ...entries
      .filter((entry) => entry.isDirectory() && listFiles(root, `${room}/${entry.name}`).length === 0)
      .map((entry) => `${entry.name}/ is empty`),
  ];
}

function findManifestProblems(text, room) {
  if (text === undefined) return [];
  const lines = text.trimEnd().split('\n').length;
  const body = /defineSystem\(\{([\s\S]*?)\n\}\)/.exec(text)?.[1];
  const keys = [...(body ?? '').matchAll(/^ {2}(\w+)[:,]/gm)].map(([, key]) => key);
  const ordered = manifestOrder.filter((key) => keys.includes(key));
  const id = /^ {2}id: '([^']*)'/m.exec(body ?? '')?.[1];
  return [
    ...(lines > LONGEST_MANIFEST ? [`index.ts has ${lines} lines, at most ${LONGEST_MANIFEST}`] : []),
    ...(body === undefined ? ['index.ts has no defineSystem({ … })'] : []),
    ...keys.filter((key) => !manifestOrder.includes(key)).map((key) => `${key} is no part of a manifest`),
    ...(keys.filter((key) => manifestOrder.includes(key)).join() === ordered.join()
      ? []
      : [`manifest keys stand as ${keys.join(', ')}`]),
    ...(id === undefined || id === room.split('/')[2] ? [] : [`manifest id ${id} differs from the folder`]),
  ];
}

function findPackageProblems(text, room) {
  if (text === undefined) return [];
  const json = JSON.parse(text);
  return [
    ...(json.name === `@lienmach/${room.split('/')[2]}` ? [] : [`package.json: name is ${json.name}`]),
    ...Object.keys(json)
      .filter((key) => !packageKeys.includes(key))
      .map((key) => `package.json: ${key} belongs to the root`),
  ];
}

/** Operations without their two tests, and refusals that no test of the room names. */
function findUntested(root, room, errors = '') {
  const paths = listFiles(root, room);
  const operations = paths.filter(
    (path) =>
      path.startsWith(`${room}/operations/`) &&
      !path.includes('.test.') &&
      /: Operation</.test(readFileSync(join(root, path), 'utf8')),
  );
  const tests = paths
    .filter((path) => path.includes('.test.'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  const refusals = [...errors.matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name);
  return [
    ...operations.flatMap((path) =>
      ['.test.ts', '.access.test.ts']
        .map((suffix) => path.replace(/\.ts$/, suffix))
        .filter((test) => !paths.includes(test))
        .map((test) => `${test.slice(room.length + 1)} is missing`),
    ),
    ...refusals.filter((name) => !new RegExp(`\\b${name}\\b`).test(tests)).map((name) => `no test provokes ${name}`),
  ];
}
