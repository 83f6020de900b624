import { createHash, verify, X509Certificate } from 'node:crypto';
import { isFhirError } from '@lienmach/outcome';
import type { Document, Element } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { canonicalXml, parseStrictXml, rootOf } from './canonical-xml.ts';
import {
  DSIG,
  readSignatureValues,
  type SignatureValues,
  signatureText,
  signedInfo,
  signedProperties,
} from './signature-shape.ts';

/** Why a document is not accepted; the text is for the person. */
const reasons = {
  tooLarge: 'Tài liệu quá lớn.',
  forbiddenMarkup: 'Tài liệu có DOCTYPE, thực thể, chú thích hoặc chỉ thị xử lý: bị từ chối trước khi đọc.',
  notXml: 'Tài liệu không phải XML hợp lệ.',
  unsigned: 'Tài liệu không có chữ ký số.',
  manySignatures: 'Tài liệu có nhiều hơn một chữ ký số.',
  misplaced: 'Chữ ký không nằm đúng chỗ: phải là phần tử cuối cùng của tài liệu.',
  notCanonical:
    'Tài liệu không còn nguyên từng ký tự như khi ký (khoảng trắng, thứ tự thuộc tính hoặc cách ghi đã đổi).',
  unexpectedShape: 'Chữ ký có phần lạ: tham chiếu, thuật toán hoặc phần tử không đúng mẫu.',
  untrusted: 'Người ký không có trong kho chứng thư tin cậy của cơ sở.',
  changed: 'Nội dung hoặc thời điểm ký đã bị sửa sau khi ký.',
  wrongSignature: 'Giá trị chữ ký không khớp với chứng thư tin cậy.',
  outsideValidity: 'Thời điểm ký nằm ngoài thời hạn của chứng thư.',
  inFuture: 'Thời điểm ký ở tương lai.',
} as const;

export type VerdictCode = keyof typeof reasons;

export interface Verdict {
  readonly valid: boolean;
  readonly reasons: readonly { readonly code: VerdictCode; readonly vi: string }[];
  /** present only when valid */
  readonly signedAt?: Date;
  /** subject of the trusted certificate; present only when valid */
  readonly signer?: string;
  /** serial number of the trusted certificate */
  readonly serialNumber?: string;
  /** canonical XML of what was signed, without the signature: read this, never the file; present only when valid */
  readonly content?: string;
}

export interface TrustOptions {
  /** certificates of the site's trust store, PEM; the document is never asked whom to trust */
  readonly trusted: readonly string[];
  readonly now: Date;
}

class Rejected {
  readonly code: VerdictCode;
  constructor(code: VerdictCode) {
    this.code = code;
  }
}

/** Clocks of signer and verifier may differ by this much. */
const CLOCK_SKEW = 5 * 60_000;

/**
 * Is this exactly what a trusted certificate signed? Every character of the file counts: the file must be its own
 * canonical form, its one signature must stand last and equal our template, both digests and the signature value must
 * hold under the certificate of the trust store, and what was digested must be what stands in the file.
 */
export function verifyDocument(xml: string, options: TrustOptions): Verdict {
  try {
    return accept(xml, options);
  } catch (thrown) {
    const code = thrown instanceof Rejected ? thrown.code : refusedBeforeReading(thrown);
    return { valid: false, reasons: [{ code, vi: reasons[code] }] };
  }
}

function refusedBeforeReading(thrown: unknown): VerdictCode {
  if (!isFhirError(thrown)) return 'notXml'; // a reader that gave up, e.g. on a million nested elements
  const code = thrown.code?.replace('documents.', '');
  return code === 'tooLarge' || code === 'forbiddenMarkup' ? code : 'notXml';
}

function accept(xml: string, { trusted, now }: TrustOptions): Verdict {
  const document = parseStrictXml(xml);
  const signature = onlySignature(document);
  if (canonicalXml(rootOf(document)) !== xml) throw new Rejected('notCanonical');

  const values = readSignatureValues(signature);
  const text = canonicalXml(signature);
  if (values === undefined || signatureText(values) !== text) throw new Rejected('unexpectedShape');
  if (!isPlainBase64(values.signatureValue)) throw new Rejected('unexpectedShape');

  const certificate = findTrusted(trusted, values);
  const content = contentWithout(xml, text);
  checkDigestsAndValue(content, values, certificate);
  if (secondOpinion(xml, text, values, certificate) !== content) throw new Rejected('unexpectedShape');

  const signedAt = checkSigningTime(values.signingTime, certificate, now);
  return {
    valid: true,
    reasons: [],
    signedAt,
    signer: certificate.subject,
    serialNumber: certificate.serialNumber,
    content,
  };
}

/** Base64 in its only spelling: line breaks and spare bits would let two files carry one signature. */
const isPlainBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;

function onlySignature(document: Document): Element {
  const [first, second] = document.getElementsByTagNameNS(DSIG, 'Signature');
  if (first === undefined) throw new Rejected('unsigned');
  if (second !== undefined) throw new Rejected('manySignatures');
  if (rootOf(document).lastChild !== first) throw new Rejected('misplaced');
  return first;
}

function findTrusted(trusted: readonly string[], values: SignatureValues): X509Certificate {
  for (const pem of trusted) {
    const certificate = new X509Certificate(pem);
    const digest = createHash('sha256').update(certificate.raw).digest('base64');
    if (certificate.raw.toString('base64') === values.certificate && digest === values.certificateDigest) {
      return certificate;
    }
  }
  throw new Rejected('untrusted');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * The same arithmetic as the library's below, on texts that the shape has already fixed, in time proportional to the
 * file: a forged file of a megabyte is refused here, before the library's searches would take seconds over it.
 */
function checkDigestsAndValue(content: string, values: SignatureValues, certificate: X509Certificate): void {
  if (sha256(content) !== values.contentDigest) throw new Rejected('changed');
  if (sha256(signedProperties(values)) !== values.propertiesDigest) throw new Rejected('changed');
  const value = Buffer.from(values.signatureValue, 'base64');
  const holds = verify('sha256', Buffer.from(signedInfo(values)), certificate.publicKey, value);
  if (!holds) throw new Rejected('wrongSignature');
}

/** The standard library reads the whole file by itself. @returns the content that it digested, in canonical form */
function secondOpinion(
  xml: string,
  signature: string,
  values: SignatureValues,
  certificate: X509Certificate,
): string | undefined {
  const check = new SignedXml({ publicCert: certificate.toString(), getCertFromKeyInfo: () => null });
  check.loadSignature(signature);
  if (!check.checkSignature(xml)) throw new Rejected('changed');
  const [content, properties, ...others] = check.getSignedReferences();
  return properties === signedProperties(values) && others.length === 0 ? content : undefined;
}

/** The signature is the last child of the root, so its text is followed by nothing but the root's end tag. */
function contentWithout(xml: string, signature: string): string {
  const at = xml.lastIndexOf(signature);
  return xml.slice(0, at) + xml.slice(at + signature.length);
}

function checkSigningTime(text: string, certificate: X509Certificate, now: Date): Date {
  const signedAt = new Date(text);
  if (Number.isNaN(signedAt.getTime())) throw new Rejected('unexpectedShape');
  const isValidThen = signedAt >= new Date(certificate.validFrom) && signedAt <= new Date(certificate.validTo);
  if (!isValidThen) throw new Rejected('outsideValidity');
  if (signedAt.getTime() > now.getTime() + CLOCK_SKEW) throw new Rejected('inFuture');
  return signedAt;
}
