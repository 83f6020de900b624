import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'apps/web/dist');

/**
 * Builds the clinical web when it is missing or older than its sources; says so in one line.
 *
 * @returns its folder; undefined where it can not be built: the site then runs with the bare pages of the server
 */
export function buildWeb(): string | undefined {
  const made = spawnSync(process.execPath, [join(root, 'tools/build-web.mjs'), '--if-stale'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (made.status !== 0) console.error('Chưa dựng được giao diện web: chạy `npm run build:web` để xem lý do.');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}
