import type { Element } from '@xmldom/xmldom';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED = `${DSIG}enveloped-signature`;
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const SIGNED_PROPERTIES_TYPE = 'http://uri.etsi.org/01903#SignedProperties';

export const SIGNATURE_ID = 'chu-ky';
export const SIGNED_PROPERTIES_ID = 'thuoc-tinh-ky';

/** The only things that may differ between two of our signatures. */
export interface SignatureValues {
  /** base64 SHA-256 of the canonical document without the signature */
  readonly contentDigest: string;
  /** base64 SHA-256 of the canonical SignedProperties */
  readonly propertiesDigest: string;
  readonly signatureValue: string;
  /** base64 DER, one line */
  readonly certificate: string;
  /** ISO instant */
  readonly signingTime: string;
  /** base64 SHA-256 of the certificate's DER */
  readonly certificateDigest: string;
}

/** XAdES-shaped signed properties: when, and with which certificate. */
export const signedProperties = (values: Pick<SignatureValues, 'signingTime' | 'certificateDigest'>): string =>
  `<xades:SignedProperties xmlns:xades="${XADES}" Id="${SIGNED_PROPERTIES_ID}">` +
  `<xades:SignedSignatureProperties><xades:SigningTime>${values.signingTime}</xades:SigningTime>` +
  `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>` +
  `<DigestMethod xmlns="${DSIG}" Algorithm="${SHA256}"></DigestMethod>` +
  `<DigestValue xmlns="${DSIG}">${values.certificateDigest}</DigestValue>` +
  `</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>` +
  `</xades:SignedProperties>`;

export const qualifyingProperties = (values: Pick<SignatureValues, 'signingTime' | 'certificateDigest'>): string =>
  `<xades:QualifyingProperties xmlns:xades="${XADES}" Target="#${SIGNATURE_ID}">${signedProperties(values)}</xades:QualifyingProperties>`;

const empty = (name: string, algorithm: string): string => `<${name} Algorithm="${algorithm}"></${name}>`;

const reference = (attributes: string, transforms: readonly string[], digest: string): string =>
  `<Reference ${attributes}><Transforms>${transforms.map((t) => empty('Transform', t)).join('')}</Transforms>` +
  `${empty('DigestMethod', SHA256)}<DigestValue>${digest}</DigestValue></Reference>`;

/**
 * The one canonical text a signature of ours may have. Verifying compares with this text, letter by letter: other
 * references, transforms, algorithms, keys or extra elements cannot hide in a signature that equals it.
 *
 * @source XML Signature Syntax and Processing 1.1 (W3C), section 4; XAdES 1.3.2 (ETSI TS 101 903), 7.2 (from memory)
 */
export function signatureText(values: SignatureValues): string {
  const properties = qualifyingProperties(values)
    .replaceAll(` xmlns="${DSIG}"`, '')
    .replace(`<xades:SignedProperties xmlns:xades="${XADES}"`, '<xades:SignedProperties');
  return (
    `<Signature xmlns="${DSIG}" Id="${SIGNATURE_ID}">` +
    signedInfo(values).replace(` xmlns="${DSIG}"`, '') +
    `<SignatureValue>${values.signatureValue}</SignatureValue>` +
    `<KeyInfo><X509Data><X509Certificate>${values.certificate}</X509Certificate></X509Data></KeyInfo>` +
    `<Object>${properties}</Object></Signature>`
  );
}

/** Canonical SignedInfo standing alone: the octets that the signature value is made over. */
export const signedInfo = (values: Pick<SignatureValues, 'contentDigest' | 'propertiesDigest'>): string =>
  `<SignedInfo xmlns="${DSIG}">` +
  empty('CanonicalizationMethod', EXCLUSIVE_C14N) +
  empty('SignatureMethod', RSA_SHA256) +
  reference('URI=""', [ENVELOPED, EXCLUSIVE_C14N], values.contentDigest) +
  reference(
    `Type="${SIGNED_PROPERTIES_TYPE}" URI="#${SIGNED_PROPERTIES_ID}"`,
    [EXCLUSIVE_C14N],
    values.propertiesDigest,
  ) +
  '</SignedInfo>';

const texts = (signature: Element, namespace: string, name: string): readonly string[] =>
  [...signature.getElementsByTagNameNS(namespace, name)].map((element) => element.textContent ?? '');

/** The values of a signature as they stand, trusted for nothing; undefined when one is missing. */
export function readSignatureValues(signature: Element): SignatureValues | undefined {
  const [contentDigest, propertiesDigest, certificateDigest] = texts(signature, DSIG, 'DigestValue');
  const [signatureValue] = texts(signature, DSIG, 'SignatureValue');
  const [certificate] = texts(signature, DSIG, 'X509Certificate');
  const [signingTime] = texts(signature, XADES, 'SigningTime');
  if (contentDigest === undefined || propertiesDigest === undefined || certificateDigest === undefined)
    return undefined;
  if (signatureValue === undefined || certificate === undefined || signingTime === undefined) return undefined;
  return { contentDigest, propertiesDigest, certificateDigest, signatureValue, certificate, signingTime };
}
