import { createHash } from 'node:crypto';
import { type Verdict, verifyDocument } from '@lienmach/documents';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Attachment } from 'fhir/r4';
import { errors } from '../errors.ts';

export interface SignatureVerdict {
  readonly valid: boolean;
  readonly reason: readonly string[];
  readonly signedAt?: string;
  readonly signer?: string;
  readonly serialNumber?: string;
}

async function bytesOf(ctx: Context, attachment: Attachment | undefined): Promise<Buffer> {
  const [type, id] = attachment?.url?.split('/') ?? [];
  if (type !== 'Binary' || id === undefined) throw errors.noAttachment({ at: 'DocumentReference.content' });
  const { data } = await ctx.store.read('Binary', id);
  return Buffer.from(data ?? '', 'base64');
}

const OTHER_PAGE = 'Bản giấy (PDF) đi kèm không phải bản đã được ký cùng tài liệu.';

/** A page beside the signed document counts only when the document says its digest. */
async function judgePages(ctx: Context, pages: readonly Attachment[], verdict: SignatureVerdict, content: string) {
  for (const page of pages) {
    const digest = createHash('sha256')
      .update(await bytesOf(ctx, page))
      .digest('base64');
    if (!content.includes(` integrityCheck="${digest}"`)) return { ...verdict, valid: false, reason: [OTHER_PAGE] };
  }
  return verdict;
}

/** GET DocumentReference/{id}/$verify-signature: does the stored document still say what a trusted signer signed? */
export const verifySignature: Operation<void, SignatureVerdict> = {
  definition: {
    code: 'verify-signature',
    title: { vi: 'Kiểm tra chữ ký số', en: 'Verify the signature' },
    resource: ['DocumentReference'],
    level: 'instance',
    affectsState: false,
    allow: ['doctor', 'nurse', 'lab-doctor', 'records-clerk', 'claims-clerk'],
    parameter: [
      { name: 'valid', use: 'out', min: 1, max: '1', type: 'boolean' },
      { name: 'reason', use: 'out', min: 0, max: '*', type: 'string' },
      { name: 'signedAt', use: 'out', min: 0, max: '1', type: 'dateTime' },
      { name: 'signer', use: 'out', min: 0, max: '1', type: 'string' },
      { name: 'serialNumber', use: 'out', min: 0, max: '1', type: 'string' },
    ],
  },

  async run(ctx, id) {
    const document = await ctx.store.read('DocumentReference', id);
    const all = document.content.map(({ attachment }) => attachment);
    const signed = all.find(({ contentType = '' }) => /^(?:application|text)\/xml$/.test(contentType));
    const xml = (await bytesOf(ctx, signed)).toString('utf8');
    const trusted = [ctx.signer.certificate, ...(ctx.site.trustedCertificates ?? [])];
    const verdict = verifyDocument(xml, { trusted, now: ctx.now() });
    const pages = all.filter(({ contentType }) => contentType === 'application/pdf');
    return judgePages(ctx, verdict.valid ? pages : [], answer(verdict), verdict.content ?? '');
  },
};

const answer = ({ valid, reasons, signedAt, signer, serialNumber }: Verdict): SignatureVerdict => ({
  valid,
  reason: reasons.map((reason) => reason.vi),
  ...(signedAt === undefined ? {} : { signedAt: signedAt.toISOString() }),
  ...(signer === undefined ? {} : { signer }),
  ...(serialNumber === undefined ? {} : { serialNumber }),
});
