import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb, type Demo, type DemoOptions, openDemo } from '@lienmach/cli';
import { readConfiguration } from '@lienmach/server';
import { openTestSql } from '@lienmach/testing';

export interface WebDemo {
  readonly demo: Demo;
  close(): Promise<void>;
}

/** The demo as `npm run demo` starts it, with the built web, on a database of its own. */
export async function openWebDemo(options: DemoOptions = {}): Promise<WebDemo> {
  const webFolder = buildWeb();
  if (webFolder === undefined) throw new Error('the web could not be built');
  const database = await openTestSql();
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-web-'));
  const demo = await openDemo(
    readConfiguration({
      LIENMACH_PORT: '0',
      LIENMACH_MLLP_PORT: '0',
      LIENMACH_DATA_DIR: folder,
      LIENMACH_LOG_LEVEL: 'silent',
      LIENMACH_DATABASE_URL: database.url ?? '',
    }),
    { webFolder, ...options },
  );
  return {
    demo,
    async close() {
      await demo.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
