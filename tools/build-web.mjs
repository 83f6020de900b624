// Builds apps/web/dist. `--if-stale`: only when a source is newer than the last build. `--sizes`: every file, gzip.
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'apps/web/dist');
const sources = [
  'package-lock.json',
  'apps/web/*.{html,ts,json}',
  'apps/web/src/**/*',
  'packages/{ui,forms}/src/**/*',
  'systems/*/*/{screens,forms}/**/*',
];

/** @param {string} file */
const changed = (file) => statSync(file).mtimeMs;

function isStale() {
  const page = join(dist, 'index.html');
  if (!existsSync(page)) return true;
  const built = changed(page);
  return globSync(sources, { cwd: root }).some((file) => changed(join(root, file)) > built);
}

const kilobytes = (file) => gzipSync(readFileSync(file)).length / 1000;

/** scripts that the page itself asks for: what everybody waits for */
function firstScripts() {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  return [...page.matchAll(/(?:src|href)="\/(web\/[^"]+\.js)"/g)].map(([, file]) => join(dist, file));
}

/** once here instead of at each request: the server sends the file that the browser understands */
function compress() {
  for (const name of globSync('web/*.{js,css,svg}', { cwd: dist })) {
    const file = join(dist, name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

const isForced = !process.argv.includes('--if-stale');
if (isForced || isStale()) {
  const began = performance.now();
  // a test run must not leave a build with the checks of React inside
  process.env.NODE_ENV = 'production';
  await build({ root: join(root, 'apps/web'), logLevel: 'error' });
  compress();
  const first = firstScripts().reduce((sum, file) => sum + kilobytes(file), 0);
  const scripts = globSync('web/*.js', { cwd: dist });
  const largest = Math.max(...scripts.map((file) => kilobytes(join(dist, file))));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `Giao diện web: dựng xong sau ${seconds} s; tải lần đầu ${first.toFixed(0)} kB (gzip), ${scripts.length} tệp mã, lớn nhất ${largest.toFixed(0)} kB.`,
  );
}
if (process.argv.includes('--sizes')) {
  for (const file of globSync('web/*.{js,css}', { cwd: dist }).toSorted())
    console.log(`${kilobytes(join(dist, file)).toFixed(1).padStart(8)} kB  ${file}`);
}
