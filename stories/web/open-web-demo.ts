import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb, type Demo, type DemoOptions, openDemo } from '@lienmach/cli';
import { readConfiguration } from '@lienmach/server';
import { openTestSql } from '@lienmach/testing';

export interface WebDemo {
  readonly demo: Demo;
  /** the server goes away and comes back at the same address, on the same database; who is signed in stays so */
  restart(whileDown: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => found(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });

/**
 * The demo as `npm run demo` starts it, with the built web, on a database of its own.
 *
 * @param name  host name in its address; passkeys need one
 */
export async function openWebDemo(options: DemoOptions = {}, name?: string): Promise<WebDemo> {
  const webFolder = buildWeb();
  if (webFolder === undefined) throw new Error('the web could not be built');
  const database = await openTestSql();
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-web-'));
  const port = await freePort();
  const configuration = readConfiguration({
    LIENMACH_PORT: String(port),
    LIENMACH_BASE_URL: name === undefined ? '' : `http://${name}:${port}`,
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_DATA_DIR: folder,
    LIENMACH_LOG_LEVEL: 'silent',
    LIENMACH_DATABASE_URL: database.url ?? '',
  });
  let demo = await openDemo(configuration, { webFolder, ...options });
  return {
    get demo() {
      return demo;
    },
    async restart(whileDown) {
      await demo.close();
      await whileDown();
      demo = await openDemo(configuration, { webFolder, ...options, password: demo.password });
    },
    async close() {
      await demo.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
