/**
 * A site whose record is empty, in a process of its own: every room, profile, policy and door as shipped, over the embedded
 * PostgreSQL with a site's settings. Only what a site lays down at its first start is left out, forms and places: it moves in
 * with the record. Started with its folder in BENCH_SITE_FOLDER; tells its addresses and a token as one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@lienmach/database';
import { makeSelfSignedCertificate, softwareSigner } from '@lienmach/documents';
import { migrate, openPostgres } from '@lienmach/fhir-store';
import { migrations, readConfiguration, startServer, systems } from '@lienmach/server';
import type { Site } from '@lienmach/system-kit';

const folder = process.env.BENCH_SITE_FOLDER ?? '';
const siteFile = join(import.meta.dirname, '../docs/example-site.json');
const site: Site = { ...(JSON.parse(readFileSync(siteFile, 'utf8')) as Site), isDemo: true };

const database = await startEmbeddedPostgres({ folder });
const sql = openPostgres({ url: database.url });
await migrate(sql, migrations);
const server = await startServer({
  config: readConfiguration({
    LIENMACH_PORT: '0',
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_DATA_DIR: folder,
    LIENMACH_LOG_LEVEL: 'warn',
  }),
  sql,
  site: { ...site, partners: [], units: [] },
  signer: softwareSigner(await makeSelfSignedCertificate(site.facility.name, new Date(), 5)),
  version: '0.0.0-bench',
  systems: systems.map(({ forms: _, ...room }) => room),
});
const id = 'bench-import';
const secret = await server.access.clients.create({ id, display: id, roles: ['tool'], scope: 'system/*.cu' });
const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
const answer = await fetch(`${server.url}/oauth2/token`, { method: 'POST', body });
const { access_token: token } = (await answer.json()) as { access_token: string };
console.log(JSON.stringify({ url: server.url, token, databaseUrl: database.url, databasePid: database.pid() }));

process.once('SIGTERM', async () => {
  await server.stop();
  await sql.close();
  await database.stop();
});
