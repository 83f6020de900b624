import { searchParameters } from '@lienmach/fhir-definitions';
import { nodeOf } from '../json.ts';
import { type Check, must } from './check.ts';

const NAME = 'khong-co-cau-hoi-nay';

const url = searchParameters().find(({ code }) => code === '_query')?.url ?? '';
const row = `${url.slice(url.lastIndexOf('/') + 1)} (_query)`;

/** The log of access is searched at its own door, through the store. */
const isOverHttp = (type: string): boolean => type !== 'AuditEvent';

function refused(type: string, handling: 'strict' | 'lenient'): Check {
  const says = `${type}?_query is refused under ${handling} handling, by name, and the type is answered without it`;
  return {
    section: 'Search parameters',
    row,
    says,
    async run({ send }) {
      const prefer = { prefer: `handling=${handling}` };
      const plain = await send('GET', `/${type}?_count=1`, undefined, prefer);
      must(plain.status === 200, `${plain.status} without it`);
      const { status, body, text } = await send('GET', `/${type}?_count=1&_query=${NAME}`, undefined, prefer);
      must(status === 400 && nodeOf(body).resourceType === 'OperationOutcome', `${status} ${text.slice(0, 160)}`);
      must(text.includes('_query'), text.slice(0, 160));
    },
  };
}

/**
 * `_query` names a query that the server has; R4 defines none, and nobody defined one here. What the standard asks of every
 * server can be executed: a name that is not known is refused, whatever the handling.
 *
 * @source FHIR R4 4.0.1, search.html#query ("SHALL refuse to process a search request if they do not recognize the _query
 *   parameter value") (verified)
 */
export const namedQueries = (types: readonly string[]): Check[] =>
  types.filter(isOverHttp).flatMap((type) => [refused(type, 'strict'), refused(type, 'lenient')]);
