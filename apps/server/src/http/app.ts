import { readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { type Logger, pino } from 'pino';
import type { Configuration } from '../configuration.ts';
import { errors } from '../errors.ts';
import { mountOwnAccount } from './account-routes.ts';
import { closeAllRoutes, type MountedRoute } from './authenticate.ts';
import { mountChannels } from './channel-routes.ts';
import { answerClientError } from './client-error.ts';
import { allowOrigins } from './cross-origin.ts';
import { mountEvents } from './event-routes.ts';
import { fhirRoutes } from './fhir-routes.ts';
import { mountHealth } from './health-routes.ts';
import type { House } from './house.ts';
import { mountOauth } from './oauth-routes.ts';
import { mountPages } from './page-routes.ts';
import { limitRates } from './rate-limit.ts';
import { errorHandler, sendOutcome } from './send-error.ts';
import { mountSession } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { smartConfiguration } from './smart-configuration.ts';
import { isScreenAddress, mountSite, mountWebFiles, openWebPage } from './web-routes.ts';
import { mountWebhooks } from './webhook-routes.ts';

/** Nothing from outside, nothing in line: what our own pages need and no more. */
const headers: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
];

/** a browser that came by https once never comes by http again */
const overTlsOnly = ['strict-transport-security', 'max-age=31536000; includeSubDomains'] as const;

/** Lines hold method, route pattern and status: no address, no query, no body, no token. */
export const openLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    serializers: {
      req: (request: { method?: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url,
      }),
      err: (error: { name?: string; code?: string }) => ({ kind: error.name, code: error.code }),
    },
  });

function openFastify(config: Configuration, log: Logger): FastifyInstance {
  const { tls } = config;
  const https = tls && { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) };
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.maxBody,
    requestTimeout: 120_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: config.proxy ?? false,
    routerOptions: { maxParamLength: 300, querystringParser: () => ({}) },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, _request, reply) => sendOutcome(reply, errors.malformedUrl()),
    ...(https === undefined ? {} : { https }),
  });
  // who sends their headers drop by drop is not waited for
  app.server.headersTimeout = 20_000;
  return app as unknown as FastifyInstance; // an https server types differently and behaves alike
}

function measure(app: FastifyInstance, house: House): void {
  app.addHook('onResponse', (request, reply, done) => {
    house.metrics.count(
      request.method,
      request.routeOptions.url ?? '(none)',
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
    done();
  });
}

export interface OpenedApp {
  readonly app: FastifyInstance;
  readonly routes: readonly MountedRoute[];
}

/** The whole front door, routes closed by default. Nothing listens yet. */
export async function openApp(config: Configuration, house: House, log: Logger): Promise<OpenedApp> {
  const app = openFastify(config, log);
  const routes = closeAllRoutes(app, house);
  measure(app, house);
  limitRates(app, config.rates);
  const sent = config.baseUrl?.startsWith('https:') || config.tls ? [...headers, overTlsOnly] : headers;
  app.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of sent) reply.header(name, value);
    done();
  });
  allowOrigins(app, house);
  app.setErrorHandler(errorHandler(house));
  const webPage = openWebPage(house.webFolder);
  app.setNotFoundHandler((request, reply) =>
    webPage !== undefined && isScreenAddress(request) ? webPage(reply) : sendOutcome(reply, errors.unknownRoute()),
  );
  mountHealth(app, house);
  app.get('/.well-known/smart-configuration', { config: { public: true } }, async () => smartConfiguration(house));
  await mountOauth(app, house);
  await app.register(signInRoutes(house, webPage));
  await mountPages(app, house, webPage);
  await mountWebFiles(app, house.webFolder);
  mountSite(app, house);
  mountSession(app, house);
  mountOwnAccount(app, house);
  mountEvents(app, house);
  await mountWebhooks(app, house);
  await mountChannels(app, house);
  await app.register(fhirRoutes(house), { prefix: '/fhir/R4' });
  return { app, routes };
}
