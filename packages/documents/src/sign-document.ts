import { createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { canonicalXml, parseStrictXml, rootOf, withoutDeclaration } from './canonical-xml.ts';
import { errors } from './errors.ts';
import {
  DSIG,
  SIGNATURE_ID,
  SIGNED_PROPERTIES_ID,
  signatureText,
  signedInfo,
  signedProperties,
} from './signature-shape.ts';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64');

/**
 * Enveloped XML signature over the whole document (exclusive C14N, RSA-SHA256) with time and certificate inside the
 * signed part. The answer is in canonical form, so that later every single character of the file can be checked. The
 * document is parsed once and the signature written as text of our own shape; `verifyDocument` asks a library too.
 *
 * @throws errors.tooLarge, errors.forbiddenMarkup, errors.notXml, errors.alreadySigned, errors.reservedId;
 *   errors.keyMismatch when the key is not the one of the certificate, or the certificate does not hold at that time
 * @source XML Signature Syntax and Processing 1.1 (W3C); XAdES 1.3.2 (ETSI TS 101 903) (from memory)
 */
export function signDocument(xml: string, key: KeyObject, certificate: string, signedAt: Date): string {
  const content = contentToSign(xml);
  const signer = new X509Certificate(certificate);
  if (signedAt < new Date(signer.validFrom) || signedAt > new Date(signer.validTo)) throw errors.keyMismatch();
  const about = { signingTime: signedAt.toISOString(), certificateDigest: sha256(signer.raw) };
  const digests = { contentDigest: sha256(content), propertiesDigest: sha256(signedProperties(about)) };
  const octets = Buffer.from(signedInfo(digests));
  const value = sign('sha256', octets, key);
  if (!verify('sha256', octets, signer.publicKey, value)) throw errors.keyMismatch();
  const signature = signatureText({
    ...about,
    ...digests,
    signatureValue: value.toString('base64'),
    certificate: signer.raw.toString('base64'),
  });
  // canonical XML has an end tag for every element, the root's stands last
  const end = content.lastIndexOf('</');
  return content.slice(0, end) + signature + content.slice(end);
}

function contentToSign(xml: string): string {
  const document = parseStrictXml(withoutDeclaration(xml));
  const root = rootOf(document);
  if (document.getElementsByTagNameNS(DSIG, 'Signature').length > 0) throw errors.alreadySigned();
  const ids = [...document.getElementsByTagName('*')].flatMap((element) =>
    ['Id', 'ID', 'id'].map((name) => element.getAttribute(name)),
  );
  if (ids.includes(SIGNED_PROPERTIES_ID) || ids.includes(SIGNATURE_ID)) throw errors.reservedId();
  return canonicalXml(root);
}
