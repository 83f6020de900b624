import { createHash } from 'node:crypto';

/** Code systems of the world by their OID. @source HL7 OID registry (from memory, those of C-CDA verified in the samples) */
const oids: Readonly<Record<string, string>> = {
  'http://loinc.org': '2.16.840.1.113883.6.1',
  'http://snomed.info/sct': '2.16.840.1.113883.6.96',
  'http://hl7.org/fhir/sid/icd-10': '2.16.840.1.113883.6.3',
  'http://hl7.org/fhir/sid/icd-10-cm': '2.16.840.1.113883.6.90',
  'http://www.nlm.nih.gov/research/umls/rxnorm': '2.16.840.1.113883.6.88',
  'http://hl7.org/fhir/sid/cvx': '2.16.840.1.113883.12.292',
  'http://hl7.org/fhir/sid/ndc': '2.16.840.1.113883.6.69',
  'http://terminology.hl7.org/CodeSystem/v3-ActCode': '2.16.840.1.113883.5.4',
};

const byOid = new Map(Object.entries(oids).map(([uri, oid]) => [oid, uri]));

const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** namespace of names that are URLs, RFC 9562 */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** The UUID (version 5) that a name always has. @source RFC 9562, 5.5 (from memory; test vector of the standard in the test) */
export function nameUuid(name: string): string {
  const hash = createHash('sha1').update(URL_NAMESPACE).update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** How CDA names a system that FHIR names by a URI: its OID, or the UUID that follows from the URI, so that none is invented. */
export const rootOf = (uri: string): string => oids[uri] ?? /^urn:(?:oid|uuid):(.+)$/.exec(uri)?.[1] ?? nameUuid(uri);

/** The URI of a root: of the world, one of those given, or `urn:oid:…`. */
export function systemOf(root: string, known: readonly string[] = []): string {
  const named = byOid.get(root) ?? known.find((uri) => rootOf(uri) === root.toLowerCase());
  if (named !== undefined) return named;
  if (OID.test(root)) return `urn:oid:${root}`;
  return UUID.test(root) ? `urn:uuid:${root.toLowerCase()}` : root;
}
