import { ADDRESS_HEADER, authenticateClient, introspect, namedClient, takeBack } from '@lienmach/access';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from './house.ts';

const open = { config: { public: true } };

/** The provider believes our own address, never a Host or X-Forwarded header from outside. */
function pinAddress(house: House, request: FastifyRequest): void {
  const { headers } = request.raw;
  const origin = new URL(house.baseUrl());
  headers.host = origin.host;
  headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
  delete headers['x-forwarded-host'];
  headers[ADDRESS_HEADER] = request.ip;
}

function handOver(house: House, request: FastifyRequest, reply: FastifyReply): void {
  pinAddress(house, request);
  reply.hijack();
  const answer: Promise<void> = house.access().provider.callback()(request.raw, reply.raw);
  answer.catch(() => reply.raw.destroy());
}

/** Its own scope, whose parser leaves the body alone: the provider reads the stream itself. */
function providerRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const pass = (request: FastifyRequest, reply: FastifyReply): void => handOver(house, request, reply);
    app.get('/.well-known/openid-configuration', open, pass);
    app.get('/oauth2/authorize', open, pass);
    app.get('/oauth2/authorize/:uid', open, pass);
    app.post('/oauth2/authorize', open, pass);
    app.post('/oauth2/token', open, pass);
    app.get('/oauth2/jwks', open, pass);
  };
}

const refused = (reply: FastifyReply): FastifyReply =>
  reply.code(401).header('www-authenticate', 'Basic realm="Lien Mach"').send({ error: 'invalid_client' });

/** Our tokens are signed, not stored, so asking about one and taking it back is ours to do. */
function deskRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    const options = { parseAs: 'string', bodyLimit: 65_536 } as const;
    app.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, text, done) => done(null, text));
    type Know = typeof authenticateClient;
    const desk = (know: Know, answer: (token: string, client: string) => Promise<unknown>) => {
      return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const form = new URLSearchParams(String(request.body ?? ''));
        const proof = { authorization: request.headers.authorization, form };
        const client = await know(house.access().clients, proof);
        if (client === undefined) return refused(reply);
        reply.header('cache-control', 'no-store');
        return reply.send(await answer(form.get('token') ?? '', client));
      };
    };
    const ask = desk(authenticateClient, (token, client) => introspect(house.access(), token, client));
    const takeTokenBack = async (token: string, client: string): Promise<string> => {
      await takeBack(house.access(), token, client);
      return '';
    };
    app.post('/oauth2/introspect', open, ask);
    app.post('/oauth2/revoke', open, desk(namedClient, takeTokenBack));
  };
}

/** Tokens given and refused are told to the audit log. */
export function auditTokens(house: House): void {
  const { provider, audit } = house.access();
  const record = (client: string, agent: string, address: string, outcome: 0 | 4): void =>
    audit.record({
      at: house.now(),
      agent,
      agentName: agent,
      client,
      action: 'E',
      outcome,
      activity: 'token',
      what: [],
      patient: [],
      address,
    });
  provider.on('grant.success', (ctx) => {
    const id = ctx.oidc.client?.clientId ?? '';
    record(id, ctx.oidc.account?.accountId ?? `client:${id}`, String(ctx.req.headers[ADDRESS_HEADER] ?? ''), 0);
  });
  provider.on('grant.error', (ctx) => {
    const id = String(ctx.oidc?.params?.client_id ?? ctx.oidc?.client?.clientId ?? '').slice(0, 64);
    record(id, '', String(ctx.req.headers[ADDRESS_HEADER] ?? ''), 4);
  });
}

export async function mountOauth(app: FastifyInstance, house: House): Promise<void> {
  await app.register(providerRoutes(house));
  await app.register(deskRoutes(house));
}
