import type { FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';

/** The query of a URL as FHIR needs it: repeated names kept, in order. @throws http.forbiddenCharacter */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  return readQuery(mark < 0 ? '' : url.slice(mark + 1));
}

export function readQuery(text: string): URLSearchParams {
  if (text.includes('%00')) throw errors.forbiddenCharacter();
  return new URLSearchParams(text);
}
