import { randomBytes } from 'node:crypto';

export interface KeyAndCertificate {
  /** PKCS #8, PEM */
  readonly privateKey: string;
  /** X.509, PEM */
  readonly certificate: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 3072,
};

/** A name in a certificate: only what needs no escaping is kept of the text. */
const plainName = (text: string): string => text.replace(/[,=+<>#;"\\\p{Cc}]/gu, ' ').trim();

/**
 * RSA 3072 key and a certificate that vouches for itself: for demo and test sites only. A real site brings a certificate
 * of a licensed authority.
 *
 * @param validYears  whole years from `now`
 */
export async function makeSelfSignedCertificate(
  commonName: string,
  now: Date,
  validYears: number,
): Promise<KeyAndCertificate> {
  await import('reflect-metadata'); // the certificate library needs it first; neither is loaded unless a key is made
  const x509 = await import('@peculiar/x509');
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + validYears);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      name: `CN=${plainName(commonName)}`,
      notBefore: new Date(now.getTime() - 60_000),
      notAfter,
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      ],
    },
    crypto,
  );
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = pkcs8.match(/.{1,64}/g)?.join('\n') ?? '';
  return {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
    certificate: `${certificate.toString('pem')}\n`,
  };
}
