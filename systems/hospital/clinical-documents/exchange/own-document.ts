import { createHash } from 'node:crypto';
import { codeSystems, extensions, extensionValue, identifierSystems, nameText, toVnIso } from '@lienmach/core';
import { splitSigned } from '@lienmach/documents';
import type {
  Binary,
  BundleEntry,
  Coding,
  DocumentReference,
  DocumentReferenceContent,
  FhirResource,
  Period,
  Provenance,
  Reference,
} from 'fhir/r4';
import { documentKinds } from '../rules/document-kinds.ts';
import { type DocumentGround, setIdOf } from './document-draft.ts';

const SIGNED: Coding = { system: codeSystems.documentSignature, code: 'signed', display: 'Đã ký số tại cơ sở' };

const hasTag = ({ meta }: DocumentReference, { system, code }: Coding): boolean =>
  meta?.tag?.some((tag) => tag.system === system && tag.code === code) ?? false;

export const isSignedHere = (document: DocumentReference): boolean => hasTag(document, SIGNED);

export const versionIn = (document: DocumentReference | undefined): number =>
  extensionValue(document, extensions.documentVersion, 'valueInteger') ?? 0;

/** One version of a document of ours, signed. */
export interface OwnVersion {
  readonly id: string;
  /** UUID of this version */
  readonly key: string;
  readonly version: number;
  /** SHA-256 over what it says */
  readonly said: string;
  readonly at: Date;
  /** XML with its signature */
  readonly signed: string;
  readonly former: DocumentReference | undefined;
  readonly by: {
    readonly maker: Reference;
    readonly signer: Reference;
    /** the house answers for where it comes from; otherwise the signer answers for what it says */
    readonly isSeal: boolean;
  };
  /** the same on paper */
  readonly paper?: Binary | undefined;
  /** what it speaks of, when that is one resource */
  readonly about?: Reference | undefined;
  /** from sampling to release */
  readonly period?: Period | undefined;
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** `hash` is SHA-1 because FHIR R4 says so; what protects the content is the signature inside. */
const attached = (
  { id, contentType, data = '' }: Binary,
  title: string,
  creation: string,
): DocumentReferenceContent => {
  const bytes = Buffer.from(data, 'base64');
  return {
    attachment: {
      contentType,
      language: 'vi-VN',
      url: `Binary/${id}`,
      size: bytes.length,
      hash: createHash('sha1').update(bytes).digest('base64'),
      title,
      creation,
    },
  };
};

/** What is new may not be there: of two who make the same version at once only one does. */
const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ifMatch: `W/"${resource.meta?.versionId ?? 0}"`,
  },
});

function documentReference(ground: DocumentGround, made: OwnVersion, files: readonly Binary[]): DocumentReference {
  const { kind, record, site, author } = ground;
  const { title, loinc, display } = documentKinds[kind];
  const number = { system: identifierSystems.clinicalDocument, value: made.key };
  // a newborn may have none yet
  const name = nameText(record.patient.name);
  const creation = made.at.toISOString();
  return {
    resourceType: 'DocumentReference',
    id: made.id,
    meta: { tag: [SIGNED] },
    extension: [
      { url: extensions.documentVersion, valueInteger: made.version },
      { url: extensions.documentDigest, valueString: made.said },
    ],
    masterIdentifier: number,
    identifier: [number, { system: identifierSystems.documentSet, value: setIdOf(ground) }],
    status: 'current',
    type: { coding: [{ system: codeSystems.clinicalDocument, code: kind, display: title }], text: title },
    category: [{ coding: [{ system: codeSystems.loinc, code: loinc, display }] }],
    subject: { reference: `Patient/${record.patient.id}`, ...(name === '' ? {} : { display: name }) },
    date: creation,
    author: [{ display: author.display }],
    ...(made.by.isSeal ? {} : { authenticator: made.by.signer }),
    custodian: { reference: site.facility.organization, display: site.facility.name },
    ...(made.former === undefined
      ? {}
      : { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${made.former.id}` } }] }),
    description: made.about === undefined ? `${title} (CDA)` : `${title}: ${made.about.display ?? ''}`,
    content: [...files.map((file) => attached(file, title, creation))],
    context: {
      encounter: [{ reference: `Encounter/${record.encounter.id}` }],
      ...(made.period === undefined ? {} : { period: made.period }),
      ...(made.about === undefined ? {} : { related: [made.about] }),
    },
  };
}

const E1762 = 'urn:iso-astm:E1762-95:2013';
const kinds = {
  seal: { system: E1762, code: '1.2.840.10065.1.12.1.14', display: 'Source Signature' },
  person: { system: E1762, code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' },
};

/** @source HL7 FHIR R4, Provenance.signature; ASTM E1762, kinds of signatures (from memory) */
function provenanceOf({ id, at, signed, by, about }: OwnVersion): Provenance {
  const when = toVnIso(at);
  return {
    resourceType: 'Provenance',
    id: `${id}-chu-ky`,
    target: [{ reference: `DocumentReference/${id}` }],
    recorded: when,
    activity: { text: by.isSeal ? 'Lập và ký tài liệu' : 'Ký phiếu kết quả' },
    agent: [{ who: by.maker, ...(by.maker.reference === by.signer.reference ? {} : { onBehalfOf: by.signer }) }],
    ...(about === undefined ? {} : { entity: [{ role: 'source', what: about }] }),
    signature: [
      {
        type: [by.isSeal ? kinds.seal : kinds.person],
        when,
        who: by.signer,
        targetFormat: 'text/xml',
        sigFormat: 'application/signature+xml',
        data: base64(splitSigned(signed).signature),
      },
    ],
  };
}

/** One version as a transaction: its bytes, what they are, who signed, and the end of the version before. */
export function ownDocument(ground: DocumentGround, made: OwnVersion): BundleEntry[] {
  const { patient } = ground.record;
  const file: Binary = {
    resourceType: 'Binary',
    id: made.id,
    contentType: 'text/xml',
    securityContext: { reference: `Patient/${patient.id}` },
    data: base64(made.signed),
  };
  const files = made.paper === undefined ? [file] : [file, made.paper];
  return [
    ...files.map(put),
    put(documentReference(ground, made, files)),
    ...(made.former === undefined ? [] : [put({ ...made.former, status: 'superseded' })]),
    put(provenanceOf(made)),
  ];
}
