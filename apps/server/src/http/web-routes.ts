import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import type { House } from './house.ts';

const open = { config: { public: true } };

/** No script in line, nothing from outside; the style sheet library writes its variables into a style element. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  // the print helper of the computer in front of the person listens on loopback only
  "connect-src 'self' http://127.0.0.1:9631",
  "frame-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The one page of the clinical web, read anew so that a new build is seen; undefined when the site runs without it. */
export function openWebPage(folder: string | undefined): ((reply: FastifyReply) => FastifyReply) | undefined {
  if (folder === undefined) return undefined;
  const page = join(folder, 'index.html');
  return (reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy)
      .send(readFileSync(page));
}

const ownPaths = /^\/(?:fhir|oauth2|assets|web|events|session|webhooks|metrics|verify|\.well-known)(?:\/|\?|$)/;

/** Addresses of screens live in the browser: whoever asks for a page there gets the one page. */
export const isScreenAddress = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !ownPaths.test(url) && (headers.accept ?? '').includes('text/html');

/** Files whose name holds their hash: kept for a year. */
export async function mountWebFiles(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    app.get('/web/:file', open, async () => {
      throw errors.unknownRoute();
    });
    return;
  }
  await app.register(async (inside) => {
    await inside.register(staticFiles, {
      root: join(folder, 'web'),
      serve: false,
      maxAge: '365d',
      immutable: true,
      preCompressed: true,
    });
    inside.get('/web/:file', open, async (request, reply) => {
      const { file } = request.params as { file: string };
      return reply.sendFile(file);
    });
  });
}

interface DemoAccount {
  readonly login: string;
  readonly display: string;
  readonly roles: readonly string[];
}

/** Sign-in cards: only where everything is invented, and never with a password. */
const demoAccounts = (house: House): Promise<DemoAccount[]> =>
  house.sql.query<DemoAccount>({
    text: 'select login, display, roles from access_account where not disabled and password is not null order by created, login limit 40',
  });

/** What the sign-in page shows before anybody signed in. */
export function mountSite(app: FastifyInstance, house: House): void {
  app.get('/site', open, async (_request, reply) => {
    const { name, isDemo } = house.site;
    const accounts = isDemo ? await demoAccounts(house) : [];
    const upstream = house.access().upstream.houses;
    return reply.header('cache-control', 'no-store').send({ name, isDemo, version: house.version, accounts, upstream });
  });
}
