import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type KeyAndCertificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';
import { signDocument } from './sign-document.ts';
import { signatureText } from './signature-shape.ts';
import { softwareSigner } from './software-signer.ts';
import { verifyDocument } from './verify-document.ts';

const now = new Date('2026-11-20T02:30:12.000Z');
const summary =
  '<?xml version="1.0" encoding="UTF-8"?>\n<TomTat xmlns="urn:x" ma="BA-01">\n <NguoiBenh ten="NGUYỄN THỊ HOÀI AN" gioi=\'Nữ\'/>\n <ChanDoan>Tăng huyết áp &lt;140/90&gt; &amp; đái tháo đường</ChanDoan>\n</TomTat>';

let own: KeyAndCertificate;
let stranger: KeyAndCertificate;
let signed: string;
let trusted: string[];

beforeAll(async () => {
  own = await makeSelfSignedCertificate('Bệnh viện Bến Sen (BẢN THỬ)', now, 5);
  stranger = await makeSelfSignedCertificate('Người lạ', now, 5);
  signed = await softwareSigner(own).sign(summary, now);
  trusted = [own.certificate];
});

const codeOf = (xml: string): string | undefined => verifyDocument(xml, { trusted, now }).reasons[0]?.code;
const replaceOnce = (from: string | RegExp, to: string): string => {
  const changed = signed.replace(from, to);
  expect(changed).not.toBe(signed);
  return changed;
};
const signatureOf = (xml: string): string => /<Signature .*<\/Signature>/s.exec(xml)?.[0] ?? '';

describe('tài liệu còn nguyên', () => {
  test('chữ ký được chấp nhận; thời điểm ký, người ký và nội dung đọc được từ kết luận', () => {
    const verdict = verifyDocument(signed, { trusted, now });
    expect(verdict).toMatchObject({
      valid: true,
      reasons: [],
      signedAt: now,
      signer: 'CN=Bệnh viện Bến Sen (BẢN THỬ)',
    });
    expect(verdict.content).toContain('Tăng huyết áp &lt;140/90&gt; &amp; đái tháo đường');
    expect(verdict.content).not.toContain('Signature');
  });

  test('ký lại cùng nội dung, cùng giờ cho đúng cùng một tệp', async () => {
    expect(await softwareSigner(own).sign(summary, now)).toBe(signed);
  });
});

describe('tài liệu bị sửa', () => {
  test('đổi bất kỳ một ký tự nào của tệp đều bị phát hiện', () => {
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.constantFrom('a', '0', ' ', '\n', 'ễ', '<', '"', '='), (at, letter) => {
        fc.pre(signed[at] !== letter);
        return !verifyDocument(signed.slice(0, at) + letter + signed.slice(at + 1), { trusted, now }).valid;
      }),
      { numRuns: 250 },
    );
  });

  test('thêm hoặc bớt bất kỳ một ký tự nào đều bị phát hiện', () => {
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.constantFrom('', ' ', '\n', '\r', 'x', '\uFEFF'), (at, extra) => {
        const rest = extra === '' ? signed.slice(at + 1) : signed.slice(at);
        const changed = signed.slice(0, at) + extra + rest;
        return changed === signed || !verifyDocument(changed, { trusted, now }).valid;
      }),
      { numRuns: 250 },
    );
  });

  test.each([
    ['một chữ trong chẩn đoán', 'Tăng huyết áp', 'Tăng huyết ấp', 'changed'],
    ['một thuộc tính', 'gioi="Nữ"', 'gioi="Nam"', 'changed'],
    ['tên một thuộc tính', 'gioi=', 'gioj=', 'changed'],
    ['thời điểm ký', '2026-11-20T02:30:12.000Z', '2026-11-19T02:30:12.000Z', 'changed'],
    ['xuống dòng ở cuối tệp', /$/, '\n', 'notCanonical'],
    ['kiểu dấu nháy', 'ma="BA-01"', "ma='BA-01'", 'notCanonical'],
    ['thuật toán băm của tham chiếu', /xmlenc#sha256/, 'xmlenc#sha512', 'unexpectedShape'],
    ['thuật toán ký', 'rsa-sha256', 'rsa-sha1', 'unexpectedShape'],
    ['tham chiếu trỏ sang phần khác', 'URI=""', 'URI="#khac"', 'unexpectedShape'],
    [
      'bỏ phép biến đổi',
      /<Transform Algorithm="http:\/\/www.w3.org\/2001\/10\/xml-exc-c14n#"><\/Transform>/,
      '',
      'unexpectedShape',
    ],
    ['bỏ tham chiếu tới thời điểm ký', /<Reference Type=.*?<\/Reference>/, '', 'unexpectedShape'],
    ['thêm phần tử vào chữ ký', '</Object>', '</Object><Object></Object>', 'unexpectedShape'],
    ['xuống dòng trong giá trị chữ ký', /<SignatureValue>(.)/, '<SignatureValue>$1\n', 'unexpectedShape'],
    ['giá trị chữ ký', /<SignatureValue>(.)/, '<SignatureValue>/', 'wrongSignature'],
  ])('%s', (_, from, to, code) => {
    expect(codeOf(replaceOnce(from, to))).toBe(code);
  });
});

describe('chữ ký giả', () => {
  test('gỡ chữ ký', () => {
    expect(codeOf(signed.replace(signatureOf(signed), ''))).toBe('unsigned');
  });

  test('ký lại bằng khóa khác: nội dung đúng nhưng người ký không đáng tin', async () => {
    const content = signed.replace(signatureOf(signed), '');
    expect(codeOf(await softwareSigner(stranger).sign(content, now))).toBe('untrusted');
  });

  test('ký bằng khóa khác rồi chép chứng thư của bệnh viện vào', async () => {
    const content = signed.replace(signatureOf(signed), '').replace('Nữ', 'Nam');
    const forged = await softwareSigner(stranger).sign(content, now);
    const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '');
    expect(codeOf(forged.replace(bare(stranger.certificate), bare(own.certificate)))).toBe('untrusted');
  });

  test('kho tin cậy trống thì không tin ai, kể cả chứng thư nằm trong tài liệu', () => {
    expect(verifyDocument(signed, { trusted: [], now }).reasons[0]?.code).toBe('untrusted');
  });

  test('chèn chữ ký thứ hai', () => {
    expect(codeOf(replaceOnce('</TomTat>', `${signatureOf(signed)}</TomTat>`))).toBe('manySignatures');
  });

  test('bọc nội dung đã ký vào trong một tài liệu khác', () => {
    expect(codeOf(`<TomTat xmlns="urn:x"><ChanDoan>Khỏe</ChanDoan>${signed}</TomTat>`)).toBe('misplaced');
    const signature = signatureOf(signed);
    const content = signed.replace(signature, '');
    const wrapped = `<TomTat xmlns="urn:x"><ChanDoan>Khỏe</ChanDoan>${content.replace(' xmlns="urn:x"', '')}${signature}</TomTat>`;
    expect(codeOf(wrapped)).toBe('changed');
  });

  test('phần tử giả mang mã của phần thời điểm ký', () => {
    expect(codeOf(replaceOnce('ma="BA-01"', 'Id="thuoc-tinh-ky"'))).toBe('changed');
  });

  test('chữ ký nằm ở đầu tài liệu thay vì cuối', () => {
    const signature = signatureOf(signed);
    expect(codeOf(signed.replace(signature, '').replace(/^(<TomTat[^>]*>)/, `$1${signature}`))).toBe('misplaced');
  });

  test('chứng thư đã hết hạn ở thời điểm ký, hoặc ký ở tương lai', () => {
    const key = createPrivateKey(own.privateKey);
    expect(() => signDocument(summary, key, own.certificate, new Date('2040-01-01'))).toThrow(
      expect.objectContaining({ code: 'documents.keyMismatch' }),
    );
    const later = signDocument(summary, key, own.certificate, new Date('2027-01-01'));
    expect(codeOf(later)).toBe('inFuture');
  });
});

describe('tệp độc hại', () => {
  test.each([
    ['DOCTYPE', '<!DOCTYPE TomTat [<!ENTITY a "b">]>', 'forbiddenMarkup'],
    ['chú thích', '<!-- -->', 'forbiddenMarkup'],
    ['chỉ thị xử lý', '<?xml-stylesheet href="x"?>', 'forbiddenMarkup'],
  ])('%s ở đầu tệp bị từ chối trước khi đọc', (_, prefix, code) => {
    expect(codeOf(prefix + signed)).toBe(code);
  });

  test.each([
    ['trống', ''],
    ['không phải XML', 'xin chào'],
    ['cắt cụt', '<TomTat><a>'],
    ['hai gốc', '<a></a><b></b>'],
    ['thực thể chưa khai', '<a>&x;</a>'],
    ['thuộc tính lặp', '<a x="1" x="2"></a>'],
    ['ký tự NUL', '<a>\u0000</a>'],
  ])('%s', (_, xml) => {
    expect(['notXml', 'unsigned']).toContain(codeOf(xml));
  });

  test('quá lớn', () => {
    expect(codeOf(`<a>${' '.repeat(2_000_000)}</a>`)).toBe('tooLarge');
  });

  test('tệp giả cỡ một megabyte bị từ chối như tệp nhỏ', () => {
    const stuffed = signed.replace('</ChanDoan>', `</ChanDoan>${'<p>Thêm vào</p>'.repeat(60_000)}`);
    expect(codeOf(stuffed)).toBe('changed');
  });

  test('lồng một trăm nghìn tầng thì bị từ chối, không làm sập máy chủ', () => {
    expect(verifyDocument(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`, { trusted, now }).valid).toBe(false);
  });

  test('đầu vào bất kỳ không bao giờ hợp lệ và không bao giờ ném lỗi', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (xml) => !verifyDocument(xml, { trusted, now }).valid));
  });
});

describe('những gì không ký', () => {
  const sign = (xml: string) => softwareSigner(own).sign(xml, now);

  test.each([
    ['tài liệu có DOCTYPE', '<!DOCTYPE a><a></a>', 'documents.forbiddenMarkup'],
    ['tài liệu có chú thích', '<a><!-- x --></a>', 'documents.forbiddenMarkup'],
    ['không phải XML', '<a>', 'documents.notXml'],
    ['mã phần tử dành riêng', '<a Id="chu-ky"></a>', 'documents.reservedId'],
    ['quá lớn', `<a>${' '.repeat(2_000_000)}</a>`, 'documents.tooLarge'],
  ])('%s', async (_, xml, code) => {
    await expect(sign(xml)).rejects.toMatchObject({ code });
  });

  test('tài liệu đã có chữ ký', async () => {
    await expect(sign(signed)).rejects.toMatchObject({ code: 'documents.alreadySigned' });
  });

  test('khóa không khớp chứng thư: không phát hành tài liệu', () => {
    expect(() => signDocument(summary, createPrivateKey(stranger.privateKey), own.certificate, now)).toThrow(
      expect.objectContaining({ code: 'documents.keyMismatch' }),
    );
  });

  test('khuôn chữ ký dựng lại được từng chữ từ các giá trị của nó', () => {
    const values = {
      contentDigest: '1',
      propertiesDigest: '2',
      signatureValue: '3',
      certificate: '4',
      signingTime: '5',
      certificateDigest: '6',
    };
    expect(signatureText(values).match(/>[1-6]</g)).toEqual(['>1<', '>2<', '>3<', '>4<', '>5<', '>6<']);
  });
});
