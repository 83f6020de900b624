import { readConfiguration } from '@lienmach/server';
import { buildWeb } from '../build-web.ts';
import { giveBackMemory } from '../give-back-memory.ts';
import { openSite, untilStopped } from '../open-site.ts';
import { readSiteFile } from '../read-site-file.ts';

/** `lienmach start`: runs a real site until it is told to stop. Makes no accounts: see `lienmach admin create`. */
export async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const site = await openSite(configuration, readSiteFile(configuration.site), undefined, buildWeb());
  giveBackMemory();
  console.log(`Liền Mạch đang chạy tại ${site.server.url}`);
  await untilStopped();
  await site.close();
}
