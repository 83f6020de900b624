import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns where it was written, relative to the project */
export function writeReport(name: string, text: string): string {
  const folder = join(import.meta.dirname, 'reports');
  const file = `${new Date().toISOString().slice(0, 10)}-${name}.md`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), text);
  return `bench/reports/${file}`;
}
