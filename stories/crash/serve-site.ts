import { readFileSync } from 'node:fs';
import { claims } from '@lienmach/claims';
import { openSite } from '@lienmach/cli';
import { readConfiguration } from '@lienmach/server';
import type { Site } from '@lienmach/system-kit';

/** A site with the room of claims, in a process that can be killed; it says where it listens. */
const configuration = readConfiguration(process.env);
const site = JSON.parse(readFileSync(configuration.site ?? '', 'utf8')) as Site;
const { server } = await openSite(configuration, site, [claims]);
process.stdout.write(`${server.url}\n`);
