import { accessErrors, type Visitor } from '@lienmach/access';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from './house.ts';

const bearer = /^Bearer ([A-Za-z0-9\-._~+/]{1,8000}=*)$/i;

/** For the test that walks them all. */
export interface MountedRoute {
  readonly method: string;
  readonly url: string;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error('sign-in failed'));

/**
 * Closes every route that does not say `public`: the token is looked up in memory, or verified once.
 * It must be called before any route is mounted, so that no route can be forgotten.
 *
 * @returns a list that grows with every route mounted later
 */
export function closeAllRoutes(app: FastifyInstance, house: House): MountedRoute[] {
  const routes: MountedRoute[] = [];
  app.decorateRequest('visitor', undefined);
  const authenticate = (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) {
      done(accessErrors.tokenMissing());
      return;
    }
    const { verifier } = house.access();
    const welcome = (visitor: Visitor): void => {
      request.visitor = visitor;
      const isLost = visitor.isApp === true && !request.url.startsWith('/fhir/R4');
      done(isLost ? accessErrors.roleForbidden({ what: 'this' }) : undefined);
    };
    const known = verifier.known(token);
    if (known !== undefined) {
      welcome(known);
      return;
    }
    verifier.verify(token).then(welcome, (thrown: unknown) => done(asError(thrown)));
  };
  app.addHook('onRoute', (route) => {
    if (route.config?.public !== true) route.onRequest = authenticate;
    for (const method of [route.method].flat()) routes.push({ method, url: route.url });
  });
  return routes;
}
