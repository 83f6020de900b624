// Do imports only go down? First the canary: each deliberate crime must be reported, or the check is blind and fails.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const canary = join(import.meta.dirname, 'boundary-canary');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const config = join(root, '.dependency-cruiser.cjs');
const inspector = 'tools/check-claim-tables.mjs';
const floors = ['packages', 'national', 'systems', 'apps', 'stories', 'bench', 'conformance', inspector];

function cruise(folder) {
  const present = floors.filter((floor) => existsSync(join(folder, floor)));
  const run = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', ...present], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (!run.stdout) throw new Error(`dependency-cruiser said nothing: ${run.stderr}`);
  return JSON.parse(run.stdout).summary;
}

// The canary imports by package name too; its node_modules is made here because git does not keep such folders.
function linkCanary() {
  const names = join(canary, 'node_modules/@canary');
  mkdirSync(names, { recursive: true });
  for (const place of [
    'packages/engine',
    'packages/fhir-store',
    'packages/testing',
    'national/core',
    'systems/hospital/ward',
    'apps/server',
  ]) {
    const link = join(names, place.slice(place.lastIndexOf('/') + 1));
    if (!existsSync(link)) symlinkSync(join('../..', place), link);
  }
}

linkCanary();
const expected = JSON.parse(readFileSync(join(canary, 'expected.json'), 'utf8'));
const caught = new Set(cruise(canary).violations.map(({ from, rule }) => `${from} ${rule.name}`));
const missed = Object.entries(expected).filter(([file, rule]) => !caught.has(`${file} ${rule}`));
for (const [file, rule] of missed) console.error(`canary: ${file} breaks ${rule}, and nobody noticed`);

const house = cruise(root);
for (const { from, to, rule } of house.violations) console.error(`${rule.name}: ${from} → ${to}`);
const crimes = Object.keys(expected).length;
console.log(
  `boundaries: canary ${crimes - missed.length} of ${crimes} crimes caught; ${house.totalCruised} modules seen, ${house.totalDependenciesCruised} imports, ${house.violations.length} violations`,
);
if (missed.length > 0 || house.violations.length > 0 || house.totalCruised < 10) process.exitCode = 1;
