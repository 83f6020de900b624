import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { canonicalXml, parseStrictXml, rootOf, withoutDeclaration } from './canonical-xml.ts';
import { errors } from './errors.ts';
import {
  DSIG,
  ENVELOPED,
  EXCLUSIVE_C14N,
  qualifyingProperties,
  RSA_SHA256,
  SHA256,
  SIGNATURE_ID,
  SIGNED_PROPERTIES_ID,
  SIGNED_PROPERTIES_TYPE,
} from './signature-shape.ts';
import { verifyDocument } from './verify-document.ts';

/**
 * Enveloped XML signature over the whole document (exclusive C14N, RSA-SHA256) with time and certificate inside the
 * signed part. The answer is in canonical form, so that later every single character of the file can be checked.
 *
 * @throws errors.tooLarge, errors.forbiddenMarkup, errors.notXml, errors.alreadySigned, errors.reservedId;
 *   errors.keyMismatch when the result would not verify with its own certificate
 * @source XML Signature Syntax and Processing 1.1 (W3C); XAdES 1.3.2 (ETSI TS 101 903) (from memory)
 */
export function signDocument(xml: string, key: KeyObject, certificate: string, signedAt: Date): string {
  const content = contentToSign(xml);
  const signer = new X509Certificate(certificate);
  const certificateDigest = createHash('sha256').update(signer.raw).digest('base64');
  const properties = qualifyingProperties({ signingTime: signedAt.toISOString(), certificateDigest });
  const signature = new SignedXml({
    privateKey: key,
    publicCert: signer.toString(),
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    objects: [{ content: properties }],
  });
  signature.addReference({
    xpath: '/*',
    uri: '',
    isEmptyUri: true,
    transforms: [ENVELOPED, EXCLUSIVE_C14N],
    digestAlgorithm: SHA256,
  });
  signature.addReference({
    xpath: `//*[@Id='${SIGNED_PROPERTIES_ID}']`,
    transforms: [EXCLUSIVE_C14N],
    digestAlgorithm: SHA256,
    type: SIGNED_PROPERTIES_TYPE,
  });
  signature.computeSignature(content, { attrs: { Id: SIGNATURE_ID } });
  const signed = canonicalXml(rootOf(parseStrictXml(signature.getSignedXml())));
  const verdict = verifyDocument(signed, { trusted: [certificate], now: signedAt });
  if (!verdict.valid) throw errors.keyMismatch({ detail: verdict.reasons[0]?.code });
  return signed;
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
