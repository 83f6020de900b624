import { codeSystems } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Binary, DocumentReference, Reference } from 'fhir/r4';
import { broughtDocument, bytesIn } from './brought-document.ts';

export interface ReceivedDocument {
  readonly document: Reference;
  readonly patient: Reference;
  readonly title: string;
  readonly facility: string;
  /** resources that the record learned or changed; 0: the document was there already */
  readonly written: number;
  /** `valid`, `unknown-signer`, `unchecked`; absent: it carries none */
  readonly signature?: string;
}

const signatureOf = (filed: DocumentReference | undefined): { signature?: string } => {
  const code = filed?.meta?.tag?.find(({ system }) => system === codeSystems.documentSignature)?.code;
  return code === undefined ? {} : { signature: code };
};

/**
 * POST DocumentReference/$receive-cda: a person brings a document that a patient carried or a colleague sent. It is judged
 * as if a channel had brought it: two marks of the patient must agree, otherwise it is refused.
 */
export const receiveCda: Operation<{ content: Binary }, ReceivedDocument> = {
  definition: {
    code: 'receive-cda',
    title: { vi: 'Nhận tài liệu CDA của cơ sở khác', en: 'Take in a CDA document' },
    resource: ['DocumentReference'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'content', use: 'in', min: 1, max: '1', type: 'Binary' },
      { name: 'document', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'patient', use: 'out', min: 1, max: '1', type: 'Reference' },
      { name: 'title', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'facility', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'written', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'signature', use: 'out', min: 0, max: '1', type: 'code' },
    ],
    allow: ['doctor', 'records-clerk'],
    readsAs: ['document-intake'],
  },
  async run(ctx, _id, { content }) {
    const { known, bundle } = await broughtDocument(ctx, bytesIn(content));
    const written = bundle.entry?.length === 0 ? [] : await ctx.store.transaction(bundle);
    const filed =
      written.find((one): one is DocumentReference => one.resourceType === 'DocumentReference') ?? known.same;
    return {
      document: { reference: `DocumentReference/${filed?.id}` },
      patient: { reference: `Patient/${known.patient.id}` },
      title: filed?.description ?? '',
      facility: filed?.custodian?.display ?? '',
      written: written.length,
      ...signatureOf(filed),
    };
  },
};
