import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from './house.ts';

/** milliseconds for which the list of programs is believed */
const BELIEVED = 10_000;
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const ASKED =
  'accept, authorization, content-type, if-match, if-modified-since, if-none-exist, if-none-match, prefer, range, x-purpose-of-use';
const TOLD = 'content-location, etag, expires, last-modified, location, retry-after, x-progress';
/** seconds for which a browser remembers the answer to its question beforehand */
const REMEMBERED = '600';

/** Origins of the programs registered here: where people come back to after they signed in. */
class Origins {
  readonly #house: House;
  #known: Promise<ReadonlySet<string>> | undefined;
  #until = 0;

  constructor(house: House) {
    this.#house = house;
  }

  async has(origin: string): Promise<boolean> {
    if (this.#known === undefined || performance.now() > this.#until) {
      this.#until = performance.now() + BELIEVED;
      this.#known = this.#ask();
      // a database that was away is asked again
      this.#known.catch(() => {
        this.#until = 0;
      });
    }
    return (await this.#known).has(origin);
  }

  async #ask(): Promise<ReadonlySet<string>> {
    const programs = await this.#house.access().clients.list();
    const addresses = programs.flatMap(({ isDisabled, redirectUris = [] }) => (isDisabled ? [] : redirectUris));
    const origins = addresses.filter((one) => URL.canParse(one)).map((one) => new URL(one).origin);
    return new Set(origins.filter((one) => one !== 'null'));
  }
}

const isQuestion = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

function allow(request: FastifyRequest, reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', TOLD);
  if (isQuestion(request))
    reply
      .header('access-control-allow-methods', METHODS)
      .header('access-control-allow-headers', ASKED)
      .header('access-control-max-age', REMEMBERED);
}

/**
 * A page of another origin may read the record's answers only when a program was registered there; it still needs its token,
 * and no cookie goes along. Everybody else's browser is told nothing. The token address knows its programs by itself.
 *
 * @source WHATWG Fetch, CORS protocol (from memory); SMART App Launch 2.2: servers support CORS for browser-based apps (from memory)
 */
export function allowOrigins(app: FastifyInstance, house: House): void {
  const origins = new Origins(house);
  app.addHook('onRequest', (request, reply, done) => {
    if (!/^\/fhir\/R4(?:[/?]|$)/.test(request.url)) return done();
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined) return done();
    origins.has(origin).then(
      (isKnown) => {
        if (isKnown) allow(request, reply, origin);
        if (isKnown && isQuestion(request)) reply.code(204).send();
        else done();
      },
      () => done(),
    );
  });
}
