// What we ship of others, and under which licence: THIRD-PARTY.txt from the lock file. `--write` updates it.
// A licence outside the list stops the build until somebody has read it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const file = join(root, 'THIRD-PARTY.txt');

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'LicenseRef-LHNCBC', // BSD terms of the US National Library of Medicine and a notice of LOINC, whose content we do not take
  'ISC',
  'MIT',
  'MPL-2.0', // file by file; we change none of its files
  'OFL-1.1', // fonts
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

// Packages whose package.json names no licence, or a file of its own; read by hand in the package itself.
const readByHand = {
  'emitter-component': 'MIT',
  'png-js': 'MIT',
  fhirpath: 'LicenseRef-LHNCBC',
  '@lhncbc/ucum-lhc': 'LicenseRef-LHNCBC',
};

/** SPDX: one of the alternatives, all of the conjuncts; AND binds tighter. */
const isAllowed = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => allowed.has(licence.trim())));

function licenceOf(path, entry, name) {
  if (entry.license && !/^see license/i.test(entry.license)) return entry.license;
  if (Object.hasOwn(readByHand, name)) return readByHand[name];
  const own = join(root, path, 'package.json');
  const { license, licenses } = existsSync(own) ? JSON.parse(readFileSync(own, 'utf8')) : {};
  return license?.type ?? license ?? licenses?.[0]?.type ?? 'UNKNOWN';
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const packages = new Map();
for (const [path, entry] of Object.entries(lock.packages)) {
  if (entry.link || !path.includes('node_modules/')) continue;
  const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const key = `${name}@${entry.version}`;
  const isShipped = !entry.dev && !entry.devOptional;
  packages.set(key, {
    licence: licenceOf(path, entry, name),
    isShipped: isShipped || packages.get(key)?.isShipped === true,
  });
}

const lines = (isShipped) =>
  [...packages]
    .filter(([, entry]) => entry.isShipped === isShipped)
    .map(([key, { licence }]) => `${key}  ${licence}`)
    .sort((a, b) => (a < b ? -1 : 1));

const text = `Third-party packages of Liền Mạch and their licences, from package-lock.json.
Made by tools/check-licences.mjs; contents (code lists, definitions, fonts) are named in NOTICE.

== Used at run time ==
${lines(true).join('\n')}

== Used for development and tests only ==
${lines(false).join('\n')}
`;

const refused = [...packages].filter(([, { licence }]) => !isAllowed(licence));
for (const [key, { licence }] of refused) console.error(`licence outside the list: ${key} ${licence}`);
if (process.argv.includes('--write')) writeFileSync(file, text);
const isStale = !existsSync(file) || readFileSync(file, 'utf8') !== text;
if (isStale) console.error('THIRD-PARTY.txt is stale: node tools/check-licences.mjs --write');
console.log(
  `licences: ${packages.size} packages, ${refused.length} outside the list${isStale ? ', register stale' : ''}`,
);
if (refused.length > 0 || isStale) process.exitCode = 1;
