import { type Verdict, verifyDocument } from '@lienmach/documents';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

export interface SignatureVerdict {
  readonly valid: boolean;
  readonly reason: readonly string[];
  readonly signedAt?: string;
  readonly signer?: string;
  readonly serialNumber?: string;
}

/** GET DocumentReference/{id}/$verify-signature: does the stored document still say what a trusted signer signed? */
export const verifySignature: Operation<void, SignatureVerdict> = {
  definition: {
    code: 'verify-signature',
    title: { vi: 'Kiểm tra chữ ký số', en: 'Verify the signature' },
    resource: ['DocumentReference'],
    level: 'instance',
    affectsState: false,
    allow: ['doctor', 'nurse', 'records-clerk', 'claims-clerk'],
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
    const attachment = document.content.find((one) => one.attachment.contentType === 'application/xml')?.attachment;
    const [type, binaryId] = attachment?.url?.split('/') ?? [];
    if (type !== 'Binary' || binaryId === undefined) throw errors.noAttachment({ at: 'DocumentReference.content' });
    const { data } = await ctx.store.read('Binary', binaryId);
    const xml = Buffer.from(data ?? '', 'base64').toString('utf8');
    const trusted = [ctx.signer.certificate, ...(ctx.site.trustedCertificates ?? [])];
    return answer(verifyDocument(xml, { trusted, now: ctx.now() }));
  },
};

const answer = ({ valid, reasons, signedAt, signer, serialNumber }: Verdict): SignatureVerdict => ({
  valid,
  reason: reasons.map((reason) => reason.vi),
  ...(signedAt === undefined ? {} : { signedAt: signedAt.toISOString() }),
  ...(signer === undefined ? {} : { signer }),
  ...(serialNumber === undefined ? {} : { serialNumber }),
});
