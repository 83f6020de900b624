import { beforeAll, describe, expect, test } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { type KeyAndCertificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';
import { softwareSigner } from './software-signer.ts';

const now = new Date('2026-11-20T02:30:12.000Z');
const envelope =
  '<?xml version="1.0" encoding="utf-8"?><GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><THONGTINDONVI><MACSKCB>99001</MACSKCB></THONGTINDONVI><CHUKYDONVI></CHUKYDONVI></GIAMDINHHS>';

let own: KeyAndCertificate;
let other: KeyAndCertificate;
beforeAll(async () => {
  own = await makeSelfSignedCertificate('Bệnh viện Thử', now, 5);
  other = await makeSelfSignedCertificate('Người lạ', now, 5);
});
const signed = (xml = envelope) => softwareSigner(own).signInto(xml, 'CHUKYDONVI', now);

/** read by the library alone, which has no part in writing it */
function holds(xml: string): boolean {
  const check = new SignedXml({ publicCert: own.certificate, getCertFromKeyInfo: () => null });
  check.loadSignature(/<Signature .*<\/Signature>/s.exec(xml)?.[0] ?? '');
  try {
    return check.checkSignature(xml);
  } catch {
    return false;
  }
}

describe('chữ ký đặt vào một chỗ của tệp', () => {
  test('thư viện chuẩn chấp nhận; phần còn lại của tệp y nguyên từng byte', async () => {
    const xml = await signed();
    expect(holds(xml)).toBe(true);
    expect(xml.replace(/<Signature .*<\/Signature>/s, '')).toBe(envelope);
    expect(xml).toContain('xmldsig-more#rsa-sha256');
  });

  test('đổi một chữ của nội dung hay của chữ ký thì không còn đúng', async () => {
    const xml = await signed();
    expect(holds(xml.replace('99001', '99002'))).toBe(false);
    expect(holds(xml.replace('2026-11-20T02:30:12', '2026-11-20T02:30:13'))).toBe(false);
  });

  test('đã ký rồi, không có chỗ, có hai chỗ, không phải XML: từ chối', async () => {
    await expect(signed(await signed())).rejects.toMatchObject({ code: 'documents.alreadySigned' });
    await expect(signed('<a></a>')).rejects.toMatchObject({ code: 'documents.noPlace' });
    const twice = envelope.replace('<CHUKYDONVI></CHUKYDONVI>', '<CHUKYDONVI></CHUKYDONVI>'.repeat(2));
    await expect(signed(twice)).rejects.toMatchObject({ code: 'documents.noPlace' });
    await expect(signed('<a><CHUKYDONVI></CHUKYDONVI>')).rejects.toMatchObject({ code: 'documents.notXml' });
  });

  test('khóa không đi với chứng thư: không phát hành', async () => {
    const mixed = softwareSigner({ privateKey: other.privateKey, certificate: own.certificate });
    await expect(mixed.signInto(envelope, 'CHUKYDONVI', now)).rejects.toMatchObject({ code: 'documents.keyMismatch' });
  });
});
