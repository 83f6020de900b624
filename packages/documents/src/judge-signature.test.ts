import { createPrivateKey, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { judgeSignature } from './judge-signature.ts';
import { type KeyAndCertificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';
import { softwareSigner } from './software-signer.ts';
import { splitSigned } from './split-signed.ts';

const now = new Date('2026-11-20T02:30:12.000Z');
const letter =
  '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><title>Kali 6,8</title><value xsi:type="PQ" value="6.8"/></ClinicalDocument>';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

let own: KeyAndCertificate;
let stranger: KeyAndCertificate;
let ours: string;
beforeAll(async () => {
  own = await makeSelfSignedCertificate('Bệnh viện Bến Sen (BẢN THỬ)', now, 5);
  stranger = await makeSelfSignedCertificate('Cơ sở khác', now, 5);
  ours = await softwareSigner(own).sign(letter, now);
});

interface Manner {
  readonly method?: string;
  readonly transforms?: readonly string[];
  readonly xpath?: string;
  readonly isWhole?: boolean;
}

/** as another program signs: its own prefix, canonical form and place */
function signedElsewhere(by: KeyAndCertificate, manner: Manner = {}): string {
  const { method = 'rsa-sha256', transforms = [ENVELOPED, INCLUSIVE], xpath = '/*', isWhole = true } = manner;
  const signature = new SignedXml({
    privateKey: createPrivateKey(by.privateKey),
    publicCert: by.certificate,
    signatureAlgorithm:
      method === 'rsa-sha1'
        ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
        : `http://www.w3.org/2001/04/xmldsig-more#${method}`,
    canonicalizationAlgorithm: INCLUSIVE,
  });
  signature.addReference({
    xpath,
    ...(isWhole ? { uri: '', isEmptyUri: true } : {}),
    transforms: [...transforms],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(letter, { prefix: 'ds', location: { reference: '/*/*[1]', action: 'before' } });
  return signature.getSignedXml();
}

const judge = (xml: string, trusted: readonly string[] = [own.certificate]) => judgeSignature(xml, { trusted, now });

describe('chữ ký trên tài liệu của nơi khác', () => {
  test('không ký, ký đúng, người ký lạ, nội dung đã sửa', () => {
    expect(judge(letter)).toEqual({ state: 'none' });
    expect(judge(ours)).toEqual({ state: 'valid', signer: 'CN=Bệnh viện Bến Sen (BẢN THỬ)', signedAt: now });
    expect(judge(ours, [stranger.certificate])).toMatchObject({ state: 'unknown-signer' });
    expect(judge(ours.replace('6.8', '4.8'))).toMatchObject({ state: 'broken' });
    expect(judge(ours.replace('02:30:12', '02:30:13'))).toMatchObject({ state: 'broken' });
    expect(judge(ours.replace(splitSigned(ours).content.slice(0, 20), '<ClinicalDocument a="'))).toMatchObject({
      state: 'unchecked',
    });
  });

  test('chương trình khác ký theo cách của họ vẫn kiểm được', () => {
    const xml = signedElsewhere(stranger);
    expect(judge(xml, [stranger.certificate])).toEqual({ state: 'valid', signer: 'CN=Cơ sở khác' });
    expect(judge(xml)).toMatchObject({ state: 'unknown-signer' });
    expect(judge(xml.replace('Kali 6,8', 'Kali 4,8'), [stranger.certificate])).toMatchObject({ state: 'broken' });
    expect(judge(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`, [stranger.certificate]).state).toBe('valid');
  });

  test('không phủ cả tài liệu, thuật toán đã yếu, hai chữ ký, chứng thư hỏng: không kết luận', () => {
    const trusted = [stranger.certificate];
    const part = signedElsewhere(stranger, {
      xpath: "//*[local-name(.)='title']",
      transforms: [INCLUSIVE],
      isWhole: false,
    });
    expect(judge(part, trusted).state).toBe('unchecked');
    expect(judge(signedElsewhere(stranger, { method: 'rsa-sha1' }), trusted).state).toBe('unchecked');
    const twice = signedElsewhere(stranger).replace(/(<ds:Signature.*<\/ds:Signature>)/s, '$1$1');
    expect(judge(twice, trusted).state).toBe('unchecked');
    expect(judge(signedElsewhere(stranger).replace(/(<ds:X509Certificate>)[^<]{40}/, '$1AAAA'), trusted).state).toBe(
      'unchecked',
    );
    expect(judge(`<!DOCTYPE a>${ours}`).state).toBe('unchecked');
  });

  test('đối tác khai dấu vân tay chứng thư của mình thì nhận ra người ký', () => {
    const { fingerprint256 } = new X509Certificate(stranger.certificate);
    const declared = (fingerprints: string[]) =>
      judgeSignature(signedElsewhere(stranger), { trusted: [], fingerprints, now }).state;
    expect(declared([fingerprint256])).toBe('valid');
    expect(declared([fingerprint256.replaceAll(':', '').toLowerCase()])).toBe('valid');
    expect(declared([new X509Certificate(own.certificate).fingerprint256, ''])).toBe('unknown-signer');
  });

  test('chứng thư hết hạn lúc ký không còn là người ký quen', () => {
    const late = new Date('2040-01-01T00:00:00Z');
    expect(judgeSignature(signedElsewhere(stranger), { trusted: [stranger.certificate], now: late }).state).toBe(
      'unknown-signer',
    );
  });

  test('giờ ký chen thêm ngoài phần được ký không cứu được chứng thư đã hết hạn', () => {
    const late = new Date('2040-01-01T00:00:00Z');
    const withTime = (id: string) =>
      signedElsewhere(stranger).replace(
        '</ds:Signature>',
        `<ds:Object><x:SignedProperties xmlns:x="http://uri.etsi.org/01903/v1.3.2#"${id}><x:SigningTime>${now.toISOString()}</x:SigningTime></x:SignedProperties></ds:Object></ds:Signature>`,
      );
    for (const id of ['', ' Id=""', ' Id="thuoc-tinh-ky"']) {
      expect(judgeSignature(withTime(id), { trusted: [stranger.certificate], now: late })).toEqual({
        state: 'unknown-signer',
        signer: 'CN=Cơ sở khác',
      });
    }
    const unsignedToo = ours.replace(
      '</Signature>',
      '<Object><x:SigningTime xmlns:x="http://uri.etsi.org/01903/v1.3.2#">2020-01-01T00:00:00Z</x:SigningTime></Object></Signature>',
    );
    expect(judge(unsignedToo)).toMatchObject({ state: 'valid', signedAt: now });
  });
});

test('tài liệu đã ký tách ra đúng hai phần, ghép lại là chính nó', () => {
  const { content, signature } = splitSigned(ours);
  expect(signature.startsWith('<Signature ')).toBe(true);
  expect(ours).toBe(content.replace('</ClinicalDocument>', `${signature}</ClinicalDocument>`));
  expect(splitSigned(letter)).toEqual({ content: letter, signature: '' });
});
