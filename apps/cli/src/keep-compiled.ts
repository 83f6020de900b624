import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../node_modules/.cache/lienmach-modules');
/** milliseconds after a start: what it loads has been loaded by then */
const SOON = 5_000;

/**
 * Modules are stripped of their types and compiled once, not at every start: the next one takes a third of the time, and the
 * compiler stays out of memory. A folder that cannot be written costs only that.
 */
export function keepCompiled(): void {
  enableCompileCache(folder);
  // otherwise Node writes at the end, and who is killed never gets there
  setTimeout(flushCompileCache, SOON).unref();
}
