import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const never = new Set(['node_modules', 'data', 'dist', 'generated', '.git']);

/** Every file below a folder, as paths from the root with `/`, sorted; installed and generated ones left out. */
export function listFiles(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !never.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(root, path);
      return entry.isFile() ? [path] : [];
    });
}
