import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import type { SignedSummary } from './sign-summary.ts';
import type { SignatureVerdict } from './verify-signature.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

const sign = (at: string) => hospital.as('doctor').call<SignedSummary>('Encounter/$sign-summary', at);
const verify = (reference: string | undefined) =>
  hospital.as('records-clerk').call<SignatureVerdict>('DocumentReference/$verify-signature', reference);

async function binaryOf(signed: SignedSummary): Promise<Binary> {
  const { store } = hospital.as('tool');
  const document = await store.follow('DocumentReference', signed.document);
  return store.follow('Binary', { reference: document.content[0]?.attachment.url ?? '' });
}

describe('kiểm tra chữ ký của tài liệu lưu', () => {
  test('tài liệu vừa ký thì hợp lệ, có tên người ký và giờ ký', async () => {
    const signed = await sign(await finishVisit(hospital));
    expect(await verify(signed.document.reference)).toMatchObject({
      valid: true,
      reason: [],
      signedAt: '2026-03-02T00:30:00.000Z',
      signer: 'CN=Bệnh viện Thử',
    });
  });

  test('tài liệu bị đổi trong kho thì nói rõ vì sao không hợp lệ', async () => {
    const signed = await sign(await finishVisit(hospital));
    const { store } = hospital.as('tool');
    const document = await store.follow('DocumentReference', signed.document);
    const binary = await binaryOf(signed);
    const xml = Buffer.from(binary.data ?? '', 'base64')
      .toString('utf8')
      .replace('152', '125');
    const changed = await store.create<Binary>({
      resourceType: 'Binary',
      contentType: 'application/xml',
      data: Buffer.from(xml).toString('base64'),
    });
    const { id: _id, meta: _meta, ...copy } = document;
    const forged = await store.create({
      ...copy,
      content: [{ attachment: { contentType: 'application/xml', url: `Binary/${changed.id}` } }],
    });
    const reference = `DocumentReference/${'id' in forged ? forged.id : ''}`;
    expect(await verify(reference)).toEqual({
      valid: false,
      reason: ['Nội dung hoặc thời điểm ký đã bị sửa sau khi ký.'],
    });
  });

  test('tài liệu không kèm tệp XML', async () => {
    const document = await hospital.as('tool').store.create({
      resourceType: 'DocumentReference',
      id: 'khong-tep',
      status: 'current',
      content: [{ attachment: { contentType: 'application/pdf' } }],
    });
    await expect(verify(`DocumentReference/${document.id}`)).rejects.toMatchObject({
      code: 'medical-record.noAttachment',
    });
  });
});
