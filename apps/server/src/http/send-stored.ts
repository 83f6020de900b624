import type { HistoryEntry, SearchPage, Stored, Written } from '@lienmach/fhir-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FHIR_JSON, preferencesOf } from './negotiate.ts';

export const etagOf = (version: number): string => `W/"${version}"`;

const httpDate = (iso: string): string => new Date(iso).toUTCString();

const done = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational', details: { text: 'Đã thực hiện.' } }],
});

function isKnown(request: FastifyRequest, stored: Stored): boolean {
  const { 'if-none-match': match, 'if-modified-since': since } = request.headers;
  if (match !== undefined) return match.split(',').some((one) => one.trim() === etagOf(stored.version));
  return since !== undefined && Date.parse(since) >= Math.floor(Date.parse(stored.lastUpdated) / 1000) * 1000;
}

/** A read: the text as the disk holds it, or 304 when the caller has it already. */
export function sendStored(request: FastifyRequest, reply: FastifyReply, stored: Stored): FastifyReply {
  reply.header('etag', etagOf(stored.version)).header('last-modified', httpDate(stored.lastUpdated));
  if (isKnown(request, stored)) return reply.code(304).send();
  return reply.header('content-type', FHIR_JSON).send(stored.text);
}

/** A write: where it is now, and as much of it as `Prefer` asks for. */
export function sendWritten(
  request: FastifyRequest,
  reply: FastifyReply,
  base: string,
  written: Written,
): FastifyReply {
  const { type, id, version, lastUpdated, status, text } = written;
  reply
    .code(status)
    .header('etag', etagOf(version))
    .header('last-modified', httpDate(lastUpdated))
    .header('location', `${base}/${type}/${id}/_history/${version}`);
  return sendPreferred(request, reply, text);
}

export function sendPreferred(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const { returns } = preferencesOf(request);
  if (returns === 'minimal') return reply.send('');
  return reply.header('content-type', FHIR_JSON).send(returns === 'OperationOutcome' ? done : text);
}

/** A deletion has no body, unless one is asked for. */
export function sendDeleted(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (preferencesOf(request).returns !== 'OperationOutcome') return reply.code(204).send();
  return reply.header('content-type', FHIR_JSON).send(done);
}

const linkText = (relation: string, url: string): string => JSON.stringify({ relation, url });

const entryText = (base: string, stored: Stored, mode: 'match' | 'include'): string =>
  `{"fullUrl":${JSON.stringify(`${base}/${stored.type}/${stored.id}`)},"resource":${stored.text},"search":{"mode":"${mode}"}}`;

/**
 * A searchset Bundle around the stored texts; none of them is parsed.
 *
 * @param path  what was asked, without the query: `Patient`, `Patient/x/$everything`
 */
export function searchsetText(base: string, path: string, page: SearchPage): string {
  const self = page.self.replace(/^\?/, '');
  const address = path === '' ? base : `${base}/${path}`;
  const links = [linkText('self', `${address}${self === '' ? '' : `?${self}`}`)];
  const cursor = page.next === undefined ? '' : `_cursor=${encodeURIComponent(page.next)}`;
  if (cursor !== '') links.push(linkText('next', `${address}?${self === '' ? '' : `${self}&`}${cursor}`));
  const entries = [
    ...page.matches.map((stored) => entryText(base, stored, 'match')),
    ...page.included.map((stored) => entryText(base, stored, 'include')),
  ];
  const total = page.total === undefined ? '' : `"total":${page.total},`;
  const entry = entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`;
  return `{"resourceType":"Bundle","type":"searchset",${total}"link":[${links.join(',')}]${entry}}`;
}

function historyEntryText(base: string, { stored, method }: HistoryEntry): string {
  const address = `${stored.type}/${stored.id}`;
  const request = JSON.stringify({ method, url: method === 'POST' ? stored.type : address });
  const status = method === 'DELETE' ? '204' : method === 'POST' ? '201' : '200';
  const response = JSON.stringify({ status, etag: etagOf(stored.version), lastModified: stored.lastUpdated });
  const resource = method === 'DELETE' ? '' : `"resource":${stored.text},`;
  return `{"fullUrl":${JSON.stringify(`${base}/${address}`)},${resource}"request":${request},"response":${response}}`;
}

/** A history Bundle, newest first. @param self  address without the cursor */
export function historyText(
  base: string,
  self: string,
  entries: readonly HistoryEntry[],
  next: string | undefined,
): string {
  const links = [linkText('self', self)];
  const joint = self.includes('?') ? '&' : '?';
  if (next !== undefined) links.push(linkText('next', `${self}${joint}_cursor=${encodeURIComponent(next)}`));
  const entry = entries.length === 0 ? '' : `,"entry":[${entries.map((one) => historyEntryText(base, one)).join(',')}]`;
  return `{"resourceType":"Bundle","type":"history","link":[${links.join(',')}]${entry}}`;
}
