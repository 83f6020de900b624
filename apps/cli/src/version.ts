import { readFileSync } from 'node:fs';

/** version of the whole program, as the root package says it */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
