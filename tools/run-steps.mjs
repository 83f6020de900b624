import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** The checks that need no test runner; each counts as one test. */
export const checks = [
  ['format', 'node_modules/@biomejs/biome/bin/biome', ['check', '.']],
  ['types', 'node_modules/typescript/bin/tsc', ['-p', '.']],
  ['boundaries', 'tools/check-boundaries.mjs', []],
  ['dead', 'node_modules/knip/bin/knip.js', ['--no-config-hints']],
  ['law', 'tools/check-law.mjs', []],
  ['licences', 'tools/check-licences.mjs', []],
];

/** a suite that hangs is ended and fails, so that the others are still heard; the long run takes the time it needs */
const patience = process.env.LIENMACH_TEST_LONG === '1' ? undefined : 18 * 60_000;

function run(script, args, { env = {}, isQuiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    const impatient = patience && setTimeout(() => child.kill('SIGKILL'), patience);
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('close', (code, signal) => {
      clearTimeout(impatient);
      resolve({ isOk: code === 0, output: output.trim(), how: signal ?? `exit ${code}` });
    });
  });
}

/** Runs one check quietly: its last line when it holds, everything when it does not. */
export async function runCheck([name, script, args]) {
  const started = performance.now();
  const { isOk, output } = await run(script, args, { isQuiet: true });
  const seconds = (performance.now() - started) / 1000;
  const lastLine = output.slice(output.lastIndexOf('\n') + 1);
  console.log(`${isOk ? '✓' : '✗'} ${name} ${seconds.toFixed(1)} s  ${isOk ? lastLine.slice(0, 160) : ''}`);
  if (!isOk) console.log(output);
  return { name, seconds, passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: [], failures: isOk ? [] : [name] };
}

/** Runs vitest projects and counts; a suite that finds no test at all has failed: it cannot see. */
export async function runTests(name, projects, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-counts-'));
  const file = join(folder, 'counts.json');
  const started = performance.now();
  console.log(`\n── ${name}`);
  const reporters = ['--reporter=default', `--reporter=${join(root, 'tools/count-reporter.mjs')}`];
  const args = ['run', ...projects.flatMap((project) => ['--project', project]), ...reporters, '--passWithNoTests'];
  const { isOk, how } = await run(relativeToRoot(vitest), args, { env: { ...env, LIENMACH_TEST_COUNTS: file } });
  const counts = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: [], failures: [] };
  rmSync(folder, { recursive: true });
  const seen = counts.passed + counts.failed + counts.skipped.length;
  if (counts.failed === 0 && (!isOk || seen === 0)) {
    counts.failed = 1;
    counts.failures.push(`${name}: ${seen === 0 ? 'no test was found' : `vitest ended with ${how}`}`);
  }
  return { name, seconds: (performance.now() - started) / 1000, ...counts };
}

const relativeToRoot = (path) => path.slice(root.length + 1);

/** A suite that cannot run here at all, counted as one skipped test with its reason. */
export const skipSuite = (name, reason) => ({
  name,
  seconds: 0,
  passed: 0,
  failed: 0,
  skipped: [{ file: name, name: 'the whole suite', note: reason }],
  failures: [],
});

const samples = join(root, '../shared');

/**
 * Why a test was skipped. Only one reason is accepted where everything has to run (CI=true): the samples that lie beside
 * the checkout are absent.
 */
export function reasonOf({ file, name, note }) {
  const path = join(root, file);
  const text = `${note ?? ''} ${name} ${existsSync(path) ? readFileSync(path, 'utf8') : ''}`;
  if (!existsSync(samples) && text.includes('shared'))
    return { reason: 'the samples folder ../shared is absent', isAccepted: true };
  return { reason: note ?? 'no reason given', isAccepted: false };
}

/** Prints seconds, failures and skips, then the counts alone on the last line. @returns the exit status */
export function summarise(results) {
  console.log('\nseconds per suite');
  for (const { name, seconds, passed, failed, skipped } of results)
    console.log(
      `${seconds.toFixed(1).padStart(8)}  ${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`,
    );
  const skips = results.flatMap(({ name, skipped }) =>
    skipped.map((one) => ({ suite: name, ...one, ...reasonOf(one) })),
  );
  for (const { suite, file, name, reason } of skips) console.log(`skipped  ${suite} · ${file} · ${name}: ${reason}`);
  const refused = process.env.CI === 'true' ? skips.filter(({ isAccepted }) => !isAccepted) : [];
  if (refused.length > 0) console.log(`with CI=true a skip is a failure: ${refused.length} of ${skips.length} skips`);
  for (const { name, failures } of results)
    for (const failure of failures) console.log(`failed   ${name} · ${failure}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed') + refused.length;
  console.log(`${sum('passed')} passed, ${failed} failed, ${skips.length - refused.length} skipped`);
  return failed === 0 ? 0 : 1;
}
