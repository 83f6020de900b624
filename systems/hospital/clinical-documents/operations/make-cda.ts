import { createHash } from 'node:crypto';
import { writeCda } from '@lienmach/cda';
import { codeSystems, extensions, extensionValue, identifierSystems, nameText, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, BundleEntry, DocumentReference, FhirResource, Reference } from 'fhir/r4';
import { type DocumentGround, documentDraft, saidBy, setIdOf } from '../exchange/document-draft.ts';
import { checkKind, documentKind, documentKinds } from '../rules/document-kinds.ts';
import { loadVisit } from './load-visit.ts';

export interface MadeDocument {
  readonly document: Reference;
  readonly binary: Reference;
  readonly version: number;
  /** false: nothing has changed since this version was made */
  readonly isNew: boolean;
  /** the CDA document, as text */
  readonly content: string;
}

const versionOf = (document: DocumentReference | undefined): number =>
  extensionValue(document, extensions.documentVersion, 'valueInteger') ?? 0;

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

function documentReference(
  ground: DocumentGround,
  made: {
    readonly id: string;
    readonly key: string;
    readonly version: number;
    readonly said: string;
    readonly at: Date;
  },
  text: string,
  former: DocumentReference | undefined,
): DocumentReference {
  const { kind, record, site, author } = ground;
  const { title, loinc, display } = documentKinds[kind];
  const number = { system: identifierSystems.clinicalDocument, value: made.key };
  // a newborn may have none yet
  const name = nameText(record.patient.name);
  return {
    resourceType: 'DocumentReference',
    id: made.id,
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
    date: made.at.toISOString(),
    author: [{ display: author.display }],
    custodian: { reference: site.facility.organization, display: site.facility.name },
    ...(former === undefined
      ? {}
      : { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${former.id}` } }] }),
    description: `${title} (CDA)`,
    content: [
      {
        attachment: {
          contentType: 'text/xml',
          language: 'vi-VN',
          url: `Binary/${made.id}`,
          size: Buffer.byteLength(text),
          hash: createHash('sha1').update(text).digest('base64'),
          title,
          creation: made.at.toISOString(),
        },
      },
    ],
    context: { encounter: [{ reference: `Encounter/${record.encounter.id}` }] },
  };
}

const binaryOf = (id: string, text: string, { record }: DocumentGround): Binary => ({
  resourceType: 'Binary',
  id,
  contentType: 'text/xml',
  securityContext: { reference: `Patient/${record.patient.id}` },
  data: Buffer.from(text, 'utf8').toString('base64'),
});

async function lastVersion(ctx: Context, set: string): Promise<DocumentReference | undefined> {
  const query = new URLSearchParams({ identifier: `${identifierSystems.documentSet}|${set}` });
  const all = await ctx.store.search('DocumentReference', query.toString());
  return all.toSorted((a, b) => versionOf(b) - versionOf(a))[0];
}

async function same(ctx: Context, document: DocumentReference): Promise<MadeDocument> {
  const binary = { reference: document.content[0]?.attachment.url ?? '' };
  const { data = '' } = await ctx.store.follow('Binary', binary);
  return {
    document: { reference: `DocumentReference/${document.id}` },
    binary,
    version: versionOf(document),
    isNew: false,
    content: Buffer.from(data, 'base64').toString('utf8'),
  };
}

/**
 * POST Encounter/{id}/$cda: the visit as a CDA R2 document. What says the same as the last version is that version; what says
 * something else replaces it.
 */
export const makeCda: Operation<{ kind: string }, MadeDocument> = {
  definition: {
    code: 'cda',
    title: { vi: 'Lập tài liệu CDA của lượt khám', en: 'Make a CDA document of the visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'kind', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'document', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'binary', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'version', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'isNew', use: 'out', min: 1, max: '1', type: 'boolean' },
      { name: 'content', use: 'out', min: 1, max: '1', type: 'string' },
    ],
    allow: ['doctor', 'records-clerk'],
  },
  async run(ctx, id, input) {
    const kind = documentKind(input.kind);
    checkKind(kind, await ctx.store.read('Encounter', id));
    const { record, author, signer } = await loadVisit(ctx, id, kind);
    const ground: DocumentGround = { kind, record, author, signer, site: ctx.site };
    const set = setIdOf(ground);
    const former = await lastVersion(ctx, set);
    const said = saidBy(ground);
    if (former !== undefined && extensionValue(former, extensions.documentDigest, 'valueString') === said) {
      return same(ctx, former);
    }
    const at = ctx.now();
    const version = versionOf(former) + 1;
    const draft = documentDraft(ground, version, toVnIso(at));
    const text = writeCda(draft);
    const made = { id: `cda-${set}-v${version}`, key: draft.id.root, version, said, at };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        put(binaryOf(made.id, text, ground)),
        put(documentReference(ground, made, text, former)),
        ...(former === undefined ? [] : [put({ ...former, status: 'superseded' })]),
      ],
    });
    return {
      document: { reference: `DocumentReference/${made.id}` },
      binary: { reference: `Binary/${made.id}` },
      version,
      isNew: true,
      content: text,
    };
  },
};
