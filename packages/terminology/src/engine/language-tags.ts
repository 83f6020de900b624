import { createRequire } from 'node:module';
import type { CodeSystemConcept } from 'fhir/r4';
import { ConceptTable } from './concept-table.ts';

/** The code system of language tags; FHIR gives it no CodeSystem. */
export const LANGUAGES = 'urn:ietf:bcp:47';

/** One entry of IANA's registry of subtags. */
interface Subtag {
  readonly Type: string;
  readonly Subtag?: string;
  readonly Description?: readonly string[];
  readonly Added?: string;
  readonly Deprecated?: string;
  readonly Scope?: string;
}

/** language, script, region, variants */
const TAG = /^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)$/i;

let made: ConceptTable | undefined;

/**
 * Language tags: every one that is built of registered subtags is a code. The languages of ISO 639-1 and 639-2 are listed; the
 * seven thousand others of the registry, scripts, regions and variants are known when they are asked for.
 *
 * @source RFC 5646 (BCP 47), 2.1 syntax, 2.2.9 validity; IANA Language Subtag Registry as packed in language-subtag-registry (verified)
 */
export function languageTable(): ConceptTable {
  made ??= build();
  return made;
}

function build(): ConceptTable {
  const registry = createRequire(import.meta.url)('language-subtag-registry/data/json/registry.json') as Subtag[];
  const named = new Map<string, Subtag>();
  for (const one of registry) named.set(`${one.Type} ${one.Subtag?.toLowerCase()}`, one);
  const listed = registry.filter(isListed).map((one) => concept(one.Subtag ?? '', one, nameOf(one)));
  const head = { url: LANGUAGES, status: 'active', content: 'complete', caseSensitive: false } as const;
  const inOrder = listed.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return new ConceptTable(head, inOrder, (code) => spelt(code, named));
}

const nameOf = ({ Description = [], Subtag = '' }: Subtag): string => Description[0] ?? Subtag;

/** in ISO 639-2 since: Standard Moroccan Tamazight, Montenegrin; out of ISO 639-1: Bihari, Serbo-Croatian */
const added = new Set(['zgh', 'cnr']);
const withdrawn = new Set(['bh', 'sh']);
/** on that day the languages of ISO 639-3 came into the registry */
const FLOOD = '2009-07-29';

const isListed = ({ Type, Subtag = '', Added = '', Deprecated }: Subtag): boolean =>
  Type === 'language' &&
  /^[a-z]{2,3}$/.test(Subtag) &&
  Deprecated === undefined &&
  !withdrawn.has(Subtag) &&
  (Added < FLOOD || added.has(Subtag));

const concept = (code: string, { Deprecated }: Subtag, display: string): CodeSystemConcept => ({
  code,
  display,
  ...(Deprecated === undefined ? {} : { property: [{ code: 'inactive', valueBoolean: true }] }),
});

/** `VI-latn-vn` is `vi-Latn-VN`, Vietnamese (Latin, Viet Nam). */
function spelt(code: string, named: ReadonlyMap<string, Subtag>): CodeSystemConcept | undefined {
  const [, language = '', script, region, rest = ''] = TAG.exec(code) ?? [];
  const variants = rest.split('-').filter(Boolean);
  const wanted: [string, string][] = [
    ['language', language.toLowerCase()],
    ...(script
      ? [['script', `${script.slice(0, 1).toUpperCase()}${script.slice(1).toLowerCase()}`] as [string, string]]
      : []),
    ...(region ? [['region', region.toUpperCase()] as [string, string]] : []),
    ...variants.map((one): [string, string] => ['variant', one.toLowerCase()]),
  ];
  const found = wanted.flatMap(([type, subtag]) => named.get(`${type} ${subtag.toLowerCase()}`) ?? []);
  const [first, ...more] = found;
  if (first === undefined || found.length < wanted.length) return undefined;
  const display = more.length === 0 ? nameOf(first) : `${nameOf(first)} (${more.map(nameOf).join(', ')})`;
  return concept(wanted.map(([, subtag]) => subtag).join('-'), first, display);
}
