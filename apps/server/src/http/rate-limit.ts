import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '../configuration.ts';
import { errors } from '../errors.ts';

/** milliseconds of one window */
const WINDOW = 10_000;
const MOST_KEYS = 50_000;

/** Counts in windows of ten seconds; who is above the measure waits for the next one. */
export class Counter {
  readonly #most: number;
  #counts = new Map<string, number>();
  #window = 0;

  /** @param perMinute  requests */
  constructor(perMinute: number) {
    this.#most = Math.max(1, Math.ceil((perMinute * WINDOW) / 60_000));
  }

  /** @param at  milliseconds */
  isTooMuch(key: string, at: number): boolean {
    const window = Math.floor(at / WINDOW);
    if (window !== this.#window || this.#counts.size > MOST_KEYS) {
      this.#window = window;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count > this.#most;
  }
}

export interface RateLimits {
  /** requests a minute of one person or program with a token */
  readonly perClient: number;
  /** requests a minute without a token, from one address; this machine itself is not counted */
  readonly perAddress: number;
}

/** Looked at after the token: strangers are counted by address, everybody else by who they are. @throws http.tooManyRequests */
export function limitRates(app: FastifyInstance, { perClient, perAddress }: RateLimits): void {
  const clients = new Counter(perClient);
  const addresses = new Counter(perAddress);
  const isTooMuch = (request: FastifyRequest): boolean => {
    const { visitor, ip } = request;
    if (visitor !== undefined) return clients.isTooMuch(`${visitor.client} ${visitor.who}`, Date.now());
    return !isLoopback(ip) && addresses.isTooMuch(ip, Date.now());
  };
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    done(isTooMuch(request) ? errors.tooManyRequests() : null);
  });
  // who is refused for the token never comes so far
  app.addHook('onError', (request, _reply, _thrown, done) => {
    if (request.visitor === undefined && !isLoopback(request.ip)) addresses.isTooMuch(request.ip, Date.now());
    done();
  });
}
