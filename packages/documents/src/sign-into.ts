import { createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { canonicalXml, parseStrictXml, rootOf, withoutDeclaration } from './canonical-xml.ts';
import { errors } from './errors.ts';
import { DSIG, signatureText, signedInfo, signedProperties } from './signature-shape.ts';

interface SigningKey {
  readonly key: KeyObject;
  readonly certificate: string;
  readonly signedAt: Date;
}

/** What we make ourselves may be larger than what strangers hand in. */
const LONGEST = 40_000_000;

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64');

/**
 * Enveloped XML signature over the whole document, standing in the one empty element called `element`. The document is
 * parsed once, and the signature written as text of our own shape: a file of a hundred kilobytes takes milliseconds.
 *
 * @throws errors.tooLarge, errors.forbiddenMarkup, errors.notXml, errors.alreadySigned, errors.noPlace; errors.keyMismatch
 * @source XML Signature Syntax and Processing 1.1 (W3C), section 6.6.4, enveloped signature; XAdES 1.3.2 (ETSI TS 101 903) (from memory)
 */
export function signInto(xml: string, element: string, { key, certificate, signedAt }: SigningKey): string {
  const document = parseStrictXml(withoutDeclaration(xml), LONGEST);
  if (document.getElementsByTagNameNS(DSIG, 'Signature').length > 0) throw errors.alreadySigned();
  const [before, after, ...more] = xml.split(`<${element}></${element}>`);
  if (before === undefined || after === undefined || more.length > 0) throw errors.noPlace({ detail: element });
  const signer = new X509Certificate(certificate);
  const about = { signingTime: signedAt.toISOString(), certificateDigest: sha256(signer.raw) };
  const digests = {
    contentDigest: sha256(canonicalXml(rootOf(document))),
    propertiesDigest: sha256(signedProperties(about)),
  };
  const signed = Buffer.from(signedInfo(digests));
  const value = sign('sha256', signed, key);
  if (!verify('sha256', signed, signer.publicKey, value)) throw errors.keyMismatch();
  const text = signatureText({
    ...about,
    ...digests,
    signatureValue: value.toString('base64'),
    certificate: signer.raw.toString('base64'),
  });
  return `${before}<${element}>${text}</${element}>${after}`;
}
