import type { CdaDocument } from '@lienmach/cda';
import { codeSystems } from '@lienmach/core';
import { judgeSignature, type SignatureFinding } from '@lienmach/documents';
import type { Coding } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Arrival } from './document-roots.ts';

const displays: Readonly<Record<SignatureFinding['state'], string>> = {
  none: 'Không có chữ ký',
  valid: 'Chữ ký hợp lệ',
  'unknown-signer': 'Nội dung nguyên vẹn, chưa rõ người ký',
  unchecked: 'Chữ ký chưa kiểm tra được',
  broken: 'Nội dung khác với lúc ký',
};

/**
 * What the signature of a document says, where it has one.
 *
 * @throws clinical-documents.brokenSignature: what was changed after it was signed is not taken in
 */
export function receivedSignature(document: CdaDocument, arrival: Arrival, now: Date): SignatureFinding {
  const xml = new TextDecoder().decode(document.source);
  const fingerprints = (arrival.options.signers ?? '').split(',').filter((one) => one.trim() !== '');
  const found = judgeSignature(xml, { trusted: arrival.trusted ?? [], fingerprints, now });
  if (found.state === 'broken') throw errors.brokenSignature({ at: 'ClinicalDocument.Signature' });
  return found;
}

/** As a tag on the document; nothing for one without a signature. */
export const signatureTag = ({ state }: SignatureFinding): Coding[] =>
  state === 'none' ? [] : [{ system: codeSystems.documentSignature, code: state, display: displays[state] }];

/** `CN=Bệnh viện, O=…` as people say it */
export const signerName = ({ signer = '' }: SignatureFinding): string | undefined =>
  /CN=([^,\n]+)/.exec(signer)?.[1]?.slice(0, 200);
