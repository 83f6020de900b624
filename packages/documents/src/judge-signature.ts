import { X509Certificate } from 'node:crypto';
import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { DSIG, ENVELOPED, XADES } from './signature-shape.ts';
import type { TrustOptions } from './verify-document.ts';

/**
 * `unchecked`: signed in a way that this program cannot judge, or not over the whole document; a person decides.
 * `broken`: the content is not what was signed.
 */
export type SignatureState = 'none' | 'valid' | 'unknown-signer' | 'unchecked' | 'broken';

/** whom a signature of others is believed */
export interface JudgeOptions extends TrustOptions {
  /** SHA-256 of certificates (hexadecimal, colons or not) that a partner declared as its own */
  readonly fingerprints?: readonly string[];
}

export interface SignatureFinding {
  readonly state: SignatureState;
  /** subject of the certificate; said by the document itself unless `valid` */
  readonly signer?: string;
  /** said by the signer; only where it is covered by the signature */
  readonly signedAt?: Date;
}

const CANONICAL: ReadonlySet<string> = new Set([
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
]);
const SHA1 = /sha1$/;
/** longer ones would keep everybody waiting: the library looks through the whole file again and again */
const LONGEST = 600_000;

const under = (node: Element, name: string): readonly Element[] => [...node.getElementsByTagNameNS(DSIG, name)];
const wordsOf = (node: Element | undefined): string => (node?.textContent ?? '').replace(/\s+/g, '');
const algorithmOf = (node: Element): string => node.getAttribute('Algorithm') ?? '';

function documentOf(xml: string): Document | undefined {
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(xml)) return undefined;
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml.replace(/^\uFEFF/, ''), 'text/xml');
  } catch {
    return undefined;
  }
}

/** One reference to the whole document, nothing taken out of it but the signature, by algorithms that still hold. */
function coversAll(signature: Element): boolean {
  const [info, second] = under(signature, 'SignedInfo');
  if (info === undefined || second !== undefined) return false;
  const whole = under(info, 'Reference').filter((one) => one.getAttribute('URI') === '');
  const [reference] = whole;
  if (reference === undefined || whole.length > 1) return false;
  const transforms = under(reference, 'Transform').map(algorithmOf);
  const methods = [...under(info, 'SignatureMethod'), ...under(info, 'DigestMethod')].map(algorithmOf);
  return (
    transforms.includes(ENVELOPED) &&
    transforms.every((one) => one === ENVELOPED || CANONICAL.has(one)) &&
    under(info, 'CanonicalizationMethod')
      .map(algorithmOf)
      .every((one) => CANONICAL.has(one)) &&
    !methods.some((one) => SHA1.test(one))
  );
}

function certificateIn(signature: Element): X509Certificate | undefined {
  try {
    const [text] = under(signature, 'X509Certificate').map(wordsOf);
    return text === undefined ? undefined : new X509Certificate(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

/** `undefined`: an algorithm or a form that the library does not know */
function holds(xml: string, signature: Element, certificate: X509Certificate): boolean | undefined {
  const check = new SignedXml({ publicCert: certificate.toString(), getCertFromKeyInfo: () => null });
  try {
    check.loadSignature(signature.toString());
  } catch {
    return undefined;
  }
  const known: readonly string[] = Object.keys(check.SignatureAlgorithms);
  if (!under(signature, 'SignatureMethod').every((one) => known.includes(algorithmOf(one)))) return undefined;
  if (!under(signature, 'DigestMethod').every((one) => algorithmOf(one) in check.HashAlgorithms)) return undefined;
  try {
    return check.checkSignature(xml);
  } catch {
    return false;
  }
}

/** The signer's word on the time counts only inside the properties that one of the verified references names. */
function timeIn(signature: Element): Date | undefined {
  const [info] = under(signature, 'SignedInfo');
  const named = info === undefined ? [] : under(info, 'Reference').map((one) => one.getAttribute('URI') ?? '');
  const properties = [...signature.getElementsByTagNameNS(XADES, 'SignedProperties')];
  const [covered, second] = properties.filter(
    (one) => one.getAttribute('Id') && named.includes(`#${one.getAttribute('Id')}`),
  );
  if (covered === undefined || second !== undefined) return undefined;
  const [said] = [...covered.getElementsByTagNameNS(XADES, 'SigningTime')].map(wordsOf);
  const at = new Date(said ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const plain = (fingerprint: string): string => fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();

const isTrusted = (certificate: X509Certificate, options: JudgeOptions, at: Date | undefined): boolean => {
  const { trusted, fingerprints = [], now } = options;
  const time = at ?? now;
  return (
    time >= new Date(certificate.validFrom) &&
    time <= new Date(certificate.validTo) &&
    (trusted.some((pem) => new X509Certificate(pem).raw.equals(certificate.raw)) ||
      fingerprints.some((one) => plain(one) === plain(certificate.fingerprint256)))
  );
};

/**
 * What the signature of a document of somebody else says: an enveloped XML signature over the whole document, wherever it
 * stands and whatever program wrote it. More forgiving than `verifyDocument`, which asks for every character of a file of
 * our own: here the content has to be what was signed, as XML Signature means it.
 *
 * @source XML Signature Syntax and Processing 1.1 (W3C), core validation (from memory); which algorithms are judged: own choice
 */
export function judgeSignature(xml: string, options: JudgeOptions): SignatureFinding {
  if (!xml.includes(DSIG)) return { state: 'none' };
  const root = xml.length > LONGEST ? undefined : documentOf(xml)?.documentElement;
  if (root === undefined || root === null) return { state: 'unchecked' };
  const [signature, second] = under(root, 'Signature');
  if (signature === undefined) return { state: 'none' };
  const certificate = certificateIn(signature);
  if (second !== undefined || certificate === undefined || !coversAll(signature)) return { state: 'unchecked' };
  const answer = holds(xml, signature, certificate);
  const signer = certificate.subject;
  if (answer === undefined) return { state: 'unchecked', signer };
  if (!answer) return { state: 'broken', signer };
  const signedAt = timeIn(signature);
  const state = isTrusted(certificate, options, signedAt) ? 'valid' : 'unknown-signer';
  return { state, signer, ...(signedAt === undefined ? {} : { signedAt }) };
}
