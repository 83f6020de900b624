import { isFhirError } from '@lienmach/outcome';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import type { House } from './house.ts';
import { htmlPage } from './html.ts';

export function show(house: House, reply: FastifyReply, title: string, main: string, status = 200): FastifyReply {
  const { name: siteName, isDemo } = house.site;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(htmlPage({ title, siteName, isDemo, main }));
}

/** A form of ours comes from our own pages. Pages that send no referrer send forms with the origin `null`. */
export function checkOrigin(house: House, request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isUnnamed = origin === undefined || (origin === 'null' && site === 'same-origin');
  const isForeign = (!isUnnamed && origin !== house.baseUrl()) || site === 'cross-site';
  if (isForeign) throw errors.wrongOrigin();
}

/** our own sign-in page asks without leaving itself */
export const wantsJson = (request: FastifyRequest): boolean => request.headers.accept === 'application/json';

export const formOf = (request: FastifyRequest): URLSearchParams => new URLSearchParams(String(request.body ?? ''));

/** what may be said to the person; undefined: a bug, or we are not well */
export const reasonOf = (thrown: unknown): string | undefined =>
  isFhirError(thrown) && thrown.status < 500 ? thrown.outcome.issue[0]?.details?.text : undefined;
