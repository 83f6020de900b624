import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let codes: ReadonlySet<string> | undefined;

/** Is this a code of everyday work in a district hospital? The shipped seed is that list; searches show its codes first. */
export function isCommonDisease(code: string): boolean {
  codes ??= new Set(
    readFileSync(join(import.meta.dirname, '..', 'seeds', 'icd10.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? ''),
  );
  return codes.has(code);
}
