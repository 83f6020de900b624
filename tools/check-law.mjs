// The register of sources: every `@source` of national/ and systems/ in docs/law/register.md. `--write` updates it.
// Fails on a rule without a source, on a source without a confidence mark, and on a stale register.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collectSources, findRulesWithoutSource, registerText } from './law-register.mjs';
import { listFiles } from './list-files.mjs';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs/law/register.md');

const sources = [...listFiles(root, 'national'), ...listFiles(root, 'systems')].filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path),
);
const texts = sources.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const entries = texts.flatMap(({ path, text }) => collectSources(path, text));
const problems = [
  ...entries
    .filter(({ marks }) => marks.length === 0)
    .map(({ path, source }) => `${path}: no confidence mark in "@source ${source}"`),
  ...texts
    .filter(({ path }) => /^systems\/[^/]+\/[^/]+\/rules\//.test(path))
    .flatMap(({ path, text }) =>
      findRulesWithoutSource(text).map(
        (name) => `${path}: ${name} has no @source (a file that decides nothing begins with /** @source none: why */)`,
      ),
    ),
];
for (const problem of problems) console.error(problem);

const text = registerText(entries);
if (process.argv.includes('--write')) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const isStale = !existsSync(file) || readFileSync(file, 'utf8') !== text;
if (isStale) console.error('docs/law/register.md is stale: node tools/check-law.mjs --write');
console.log(`law: ${entries.length} sources, ${problems.length} problems${isStale ? ', register stale' : ''}`);
if (problems.length > 0 || isStale) process.exitCode = 1;
