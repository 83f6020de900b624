import { createHash } from 'node:crypto';
import type { CdaDocument } from '@lienmach/cda';
import {
  codeSystems,
  extensions,
  extensionValue,
  identifierSystems,
  logicalOrganization,
  present,
  toVnIso,
} from '@lienmach/core';
import type { SignatureFinding } from '@lienmach/documents';
import type { Need } from '@lienmach/exchange';
import { checkMarks, outsideNeeds, patientSearch } from '@lienmach/outside-results';
import type {
  Binary,
  Bundle,
  BundleEntry,
  DiagnosticReport,
  DocumentReference,
  FhirResource,
  Identifier,
  Patient,
  Provenance,
  Reference,
} from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Arrival, codeableConcept, facilityCodeOf, keyOf, marksOf, zoned } from './document-roots.ts';
import { OUTSIDE, type ReceivedFact, receivedFacts, withdrawn } from './received-facts.ts';
import { type DocumentSource, outsideReports } from './received-results.ts';
import { receivedSignature, signatureTag, signerName } from './received-signature.ts';
import { toldResults } from './told-results.ts';

/** What the record holds so far. */
export interface KnownSoFar {
  readonly patient: Patient;
  /** the same number */
  readonly same?: DocumentReference | undefined;
  /** documents of the same set, and the replaced ones, that count today */
  readonly current: readonly DocumentReference[];
  /** facts of these */
  readonly facts: readonly ReceivedFact[];
  readonly reports: readonly DiagnosticReport[];
  /** laboratory reports that only these documents told */
  readonly toldBefore: readonly DiagnosticReport[];
}

const factTypes = ['Condition', 'AllergyIntolerance', 'MedicationStatement', 'Immunization', 'Observation'] as const;

const search = (type: string, system: string, values: readonly string[], more: Record<string, string> = {}): string =>
  `${type}?${new URLSearchParams({
    identifier: values.map((value) => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`).join(','),
    ...more,
  })}`;

const setOf = (document: CdaDocument): string => keyOf(document.setId ?? document.id);

/** Sets that a document of the record is a version in. */
const setsIn = ({ identifier = [] }: DocumentReference): string[] =>
  identifier.flatMap(({ system, value }) =>
    system === identifierSystems.documentSet && value !== undefined ? [value] : [],
  );

/** A document that is replaced may be of another set, which the one that replaces it does not name. */
function replacedNeeds(replaced: string, known: readonly string[], turn: string): Record<string, Need> {
  const needs: Record<string, Need> = { [`replaced.${turn}`]: { search: replaced, optional: true } };
  for (const type of [...factTypes, 'DiagnosticReport'])
    needs[`${type}.${turn}`] = {
      of: `replaced.${turn}`,
      search: `${type}?identifier`,
      system: identifierSystems.documentSet,
      values: (one) =>
        one.resourceType === 'DocumentReference' && one.status === 'current'
          ? setsIn(one).filter((set) => !known.includes(set))
          : [],
      many: 500,
    };
  return needs;
}

/** Sets that this document may be a new version in: its own, and those of what it says to replace. */
const setsOf = (document: CdaDocument): string[] => [...new Set([setOf(document), ...document.replaces.map(keyOf)])];

const isVersion = ({ version, replaces }: CdaDocument): boolean => replaces.length > 0 || (version ?? 1) > 1;

const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

function facilityOf(document: CdaDocument, { organization, options }: Arrival): DocumentSource['facility'] {
  const { ids, name } = document.custodian;
  const [first] = ids;
  const code = facilityCodeOf(ids) ?? organization ?? (first === undefined ? undefined : keyOf(first));
  if (code === undefined) throw errors.noFacility({ at: 'ClinicalDocument.custodian' });
  return { code, name: name ?? code, qualityLevel: options['quality-level'] };
}

const documentId = (document: CdaDocument): string => `cda-${digestOf(keyOf(document.id))}`;

function sourceOf(document: CdaDocument, arrival: Arrival): DocumentSource {
  const id = documentId(document);
  const creation = zoned(document.time);
  return {
    facility: facilityOf(document, arrival),
    patient: marksOf(document, arrival),
    document: { reference: `DocumentReference/${id}` },
    attachment: {
      contentType: 'text/xml',
      url: `Binary/${id}`,
      size: document.source.length,
      hash: createHash('sha1').update(document.source).digest('base64'),
      title: document.title === '' ? 'Tài liệu lâm sàng' : document.title.slice(0, 300),
      ...present({ creation }),
    },
  };
}

/**
 * What must be looked up before a document can be filed: its patient (exactly one), the document itself, versions of it that
 * count today, what these have told, and reports of its laboratory results.
 *
 * @throws outside-results.noIdentifier, clinical-documents.noFacility
 */
export function documentNeeds(document: CdaDocument, arrival: Arrival): Record<string, Need> {
  const source = sourceOf(document, arrival);
  const reports = outsideReports(document, source).map(
    (report) => outsideNeeds(report).earlier.split('identifier=')[1] ?? '',
  );
  const { clinicalDocument, documentSet } = identifierSystems;
  const sets = setsOf(document);
  const needs: Record<string, Need> = {
    patient: patientSearch(marksOf(document, arrival), 'ClinicalDocument.recordTarget'),
    same: { search: search('DocumentReference', clinicalDocument, [keyOf(document.id)]), optional: true },
    sets: { search: search('DocumentReference', documentSet, sets, { status: 'current' }), many: 20 },
  };
  for (const [turn, key] of [...new Set(document.replaces.map(keyOf))].entries())
    Object.assign(needs, replacedNeeds(search('DocumentReference', clinicalDocument, [key]), sets, String(turn)));
  if (reports.length > 0) {
    needs.reports = { search: `DiagnosticReport?identifier=${[...new Set(reports)].join(',')}`, many: 200 };
  }
  if (isVersion(document)) {
    for (const type of factTypes) needs[type] = { search: search(type, documentSet, sets), many: 500 };
    needs.toldBefore = { search: search('DiagnosticReport', documentSet, sets), many: 200 };
  }
  return needs;
}

const versionOf = (document: DocumentReference): number =>
  extensionValue(document, extensions.documentVersion, 'valueInteger') ?? 0;

const isOf = (document: DocumentReference, keys: readonly string[]): boolean =>
  document.identifier?.some(({ value }) => value !== undefined && keys.includes(value)) ?? false;

function typeOf({ code, title }: CdaDocument): DocumentReference['type'] {
  const concept = codeableConcept({ codes: code === undefined ? [] : [code], text: code?.display ?? title });
  return Object.keys(concept).length === 0 ? { text: 'Tài liệu lâm sàng' } : concept;
}

interface Filing {
  readonly document: CdaDocument;
  readonly source: DocumentSource;
  readonly arrival: Arrival;
  readonly known: KnownSoFar;
  readonly replaced: readonly DocumentReference[];
  /** a newer version of the set is in the record already */
  readonly isLate: boolean;
  readonly signature: SignatureFinding;
  readonly now: Date;
}

const organizationOf = ({ facility }: DocumentSource): Reference => ({
  ...logicalOrganization(identifierSystems.facility, facility.code),
  display: facility.name,
});

function documentReference({ document, source, known, replaced, isLate, signature, now }: Filing): DocumentReference {
  const { clinicalDocument, documentSet } = identifierSystems;
  const key: Identifier = { system: clinicalDocument, value: keyOf(document.id) };
  const authors = document.authors.flatMap(({ name, organization }) => name ?? organization?.name ?? []);
  const period = present({ start: zoned(document.encounter?.start), end: zoned(document.encounter?.end) });
  const signer = signature.state === 'valid' ? signerName(signature) : undefined;
  return {
    resourceType: 'DocumentReference',
    id: documentId(document),
    meta: { tag: [OUTSIDE, ...signatureTag(signature)] },
    extension: [
      { url: extensions.documentVersion, valueInteger: document.version ?? 1 },
      { url: extensions.documentDigest, valueString: createHash('sha256').update(document.source).digest('hex') },
    ],
    masterIdentifier: key,
    identifier: [key, { system: documentSet, value: setOf(document) }],
    status: isLate ? 'superseded' : 'current',
    ...present({ type: typeOf(document) }),
    category: [
      { coding: [{ system: codeSystems.clinicalDocument, code: 'received', display: 'Tài liệu nhận từ ngoài' }] },
    ],
    subject: { reference: `Patient/${known.patient.id}` },
    date: zonedInstant(document.time) ?? now.toISOString(),
    ...(authors.length === 0
      ? {}
      : { author: authors.slice(0, 10).map((display) => ({ display: display.slice(0, 200) })) }),
    ...(signer === undefined ? {} : { authenticator: { display: signer } }),
    custodian: organizationOf(source),
    ...(replaced.length === 0
      ? {}
      : {
          relatesTo: replaced.map(({ id }) => ({ code: 'replaces', target: { reference: `DocumentReference/${id}` } })),
        }),
    description: source.attachment.title ?? 'Tài liệu lâm sàng',
    content: [{ attachment: source.attachment }],
    ...(Object.keys(period).length === 0 ? {} : { context: { period } }),
  };
}

/** DocumentReference.date is an instant: a day alone is none. */
const zonedInstant = (time: string | undefined): string | undefined => {
  const full = zoned(time);
  return full?.includes('T') === true ? full : undefined;
};

function binaryOf({ document, known }: Filing): Binary {
  return {
    resourceType: 'Binary',
    id: documentId(document),
    contentType: 'text/xml',
    securityContext: { reference: `Patient/${known.patient.id}` },
    data: Buffer.from(document.source).toString('base64'),
  };
}

function provenanceOf({ document, source, arrival, now }: Filing, targets: readonly string[]): Provenance {
  return {
    resourceType: 'Provenance',
    id: `${documentId(document)}-nguon`,
    target: targets.map((reference) => ({ reference })),
    recorded: toVnIso(now),
    activity: { text: 'Đọc từ tài liệu của cơ sở khác' },
    agent: [{ who: organizationOf(source) }, ...(arrival.by === undefined ? [] : [{ who: arrival.by }])],
    entity: [{ role: 'source', what: source.document }],
  };
}

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/** What the record learns from the document itself: facts, results, and the end of what an older version told. */
function learned(filing: Filing): BundleEntry[] {
  const { document, source, known, replaced } = filing;
  const ground = {
    document,
    facility: source.facility,
    subject: { reference: `Patient/${known.patient.id}` },
    set: setOf(document),
  };
  const facts = receivedFacts(ground);
  const results = toldResults(outsideReports(document, source), {
    patient: known.patient,
    set: ground.set,
    sets: [...setsOf(document), ...replaced.flatMap(setsIn)],
    reports: known.reports,
    before: known.toldBefore,
    own: new Set(
      known.facts.filter(({ resourceType }) => resourceType === 'Observation').flatMap(({ id }) => id ?? []),
    ),
    now: filing.now,
  });
  const told = new Set([...facts.flatMap(({ id }) => id ?? []), ...results.told]);
  const gone = known.facts.filter(({ id = '' }) => !told.has(id)).map(withdrawn);
  const targets = [source.document.reference ?? '', ...facts.map((one) => `${one.resourceType}/${one.id}`)];
  return [
    ...facts.map(put),
    ...gone.map(put),
    ...results.gone.map(put),
    ...results.entries,
    put(provenanceOf(filing, targets)),
  ];
}

const EMPTY: Bundle = { resourceType: 'Bundle', type: 'transaction', entry: [] };

/**
 * A document of another facility as one transaction: the bytes as they came, what they are, and what can be read of them. The
 * same document again changes nothing; a version that replaces another supersedes it and what it told; a version that comes
 * late is kept and tells nothing.
 *
 * @throws clinical-documents.sameNumberOtherContent, clinical-documents.brokenSignature, and the refusals of two marks that do not agree
 * @source HL7 CDA R2 (2005), relatedDocument and versions (from memory); Luật KCB 15/2023/QH15, use of records of other
 *   facilities (secondary); that facts are marked and the original is kept: own reading
 */
export function documentBundle(document: CdaDocument, arrival: Arrival, known: KnownSoFar, now: Date): Bundle {
  const source = sourceOf(document, arrival);
  checkMarks(marksOf(document, arrival), known.patient, 'ClinicalDocument.recordTarget');
  const signature = receivedSignature(document, arrival, now);
  const { same } = known;
  if (same !== undefined) {
    const digest = createHash('sha256').update(document.source).digest('hex');
    // one that this house made itself and comes back says by its number that nothing is new
    const isOwn =
      same.meta?.tag?.some(({ system, code }) => system === OUTSIDE.system && code === OUTSIDE.code) !== true;
    if (isOwn || extensionValue(same, extensions.documentDigest, 'valueString') === digest) return EMPTY;
    throw errors.sameNumberOtherContent({ at: 'ClinicalDocument.id', document: `DocumentReference/${same.id}` });
  }
  const sets = setsOf(document);
  const others = known.current.filter((one) => isOf(one, sets));
  // versions of another set count by themselves
  const isLate = others.some((one) => isOf(one, [setOf(document)]) && versionOf(one) > (document.version ?? 1));
  const replaced = isLate ? [] : others;
  const filing: Filing = { document, source, arrival, known, replaced, isLate, signature, now };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      put(binaryOf(filing)),
      put(documentReference(filing)),
      ...replaced.map((one) => put({ ...one, status: 'superseded' })),
      ...(isLate ? [] : learned(filing)),
    ],
  };
}
