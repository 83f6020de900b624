import { writeCda } from '@lienmach/cda';
import { extensions, extensionValue, toVnIso } from '@lienmach/core';
import { splitSigned } from '@lienmach/documents';
import type { Context, Operation } from '@lienmach/system-kit';
import type { DocumentReference, Reference } from 'fhir/r4';
import { type DocumentGround, documentDraft, saidBy, setIdOf } from '../exchange/document-draft.ts';
import { isSignedHere, ownDocument, versionIn } from '../exchange/own-document.ts';
import { checkKind, documentKind } from '../rules/document-kinds.ts';
import { lastVersion } from './last-version.ts';
import { loadVisit } from './load-visit.ts';

export interface MadeDocument {
  readonly document: Reference;
  readonly binary: Reference;
  readonly version: number;
  /** false: nothing has changed since this version was made */
  readonly isNew: boolean;
  /** the CDA document as its schema wants it, as text */
  readonly content: string;
  /** the same with the signature of the house, as it is kept */
  readonly signed: string;
}

async function same(ctx: Context, document: DocumentReference): Promise<MadeDocument> {
  const binary = { reference: document.content[0]?.attachment.url ?? '' };
  const { data = '' } = await ctx.store.follow('Binary', binary);
  const signed = Buffer.from(data, 'base64').toString('utf8');
  return {
    document: { reference: `DocumentReference/${document.id}` },
    binary,
    version: versionIn(document),
    isNew: false,
    content: splitSigned(signed).content,
    signed,
  };
}

async function write(
  ctx: Context,
  ground: DocumentGround,
  said: string,
  former: DocumentReference | undefined,
): Promise<MadeDocument> {
  const at = ctx.now();
  const version = versionIn(former) + 1;
  const draft = documentDraft(ground, version, toVnIso(at));
  const signed = await ctx.signer.sign(writeCda(draft), at);
  const id = `cda-${setIdOf(ground)}-v${version}`;
  const { facility } = ctx.site;
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: ownDocument(ground, {
      id,
      key: draft.id.root,
      version,
      said,
      at,
      signed,
      former,
      by: { maker: ctx.actor, signer: { reference: facility.organization, display: facility.name }, isSeal: true },
    }),
  });
  return {
    document: { reference: `DocumentReference/${id}` },
    binary: { reference: `Binary/${id}` },
    version,
    isNew: true,
    content: splitSigned(signed).content,
    signed,
  };
}

/**
 * POST Encounter/{id}/$cda: the visit as a CDA R2 document with the signature of the house. What says the same as the last
 * version is that version; what says something else replaces it.
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
      { name: 'signed', use: 'out', min: 1, max: '1', type: 'string' },
    ],
    allow: ['doctor', 'records-clerk'],
  },
  async run(ctx, id, input) {
    const kind = documentKind(input.kind);
    checkKind(kind, await ctx.store.read('Encounter', id));
    const { record, author, signer } = await loadVisit(ctx, id, kind);
    const ground: DocumentGround = { kind, record, author, signer, site: ctx.site };
    const former = await lastVersion(ctx, setIdOf(ground));
    const said = saidBy(ground);
    const isSame = extensionValue(former, extensions.documentDigest, 'valueString') === said;
    if (former !== undefined && isSame && isSignedHere(former)) return same(ctx, former);
    return write(ctx, ground, said, former);
  },
};
