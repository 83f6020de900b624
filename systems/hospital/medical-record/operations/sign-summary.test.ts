import { verifyDocument } from '@lienmach/documents';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Bundle, Condition, DocumentReference, Encounter } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { isLocked } from '../rules/locked-record-guard.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';
import type { SignedSummary } from './sign-summary.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

const sign = (at: string) => hospital.as('doctor').call<SignedSummary>('Encounter/$sign-summary', at);

async function binaryOf(signed: SignedSummary): Promise<Binary> {
  const { store } = hospital.as('tool');
  const document = await store.follow('DocumentReference', signed.document);
  return store.follow('Binary', { reference: document.content[0]?.attachment.url ?? '' });
}

describe('ký bản tóm tắt', () => {
  test('tài liệu đã ký có trong hồ sơ, chữ ký đúng, nội dung đọc được', async () => {
    const encounter = await finishVisit(hospital);
    const signed = await sign(encounter);
    expect(signed).toMatchObject({ signedAt: '2026-03-02T00:30:00.000Z', locked: 6 });

    const { store } = hospital.as('doctor');
    const document = await store.follow('DocumentReference', signed.document);
    expect(document).toMatchObject({
      status: 'current',
      docStatus: 'final',
      context: { encounter: [{ reference: encounter }], related: [signed.composition] },
    });
    expect(await store.follow('Composition', signed.composition)).toMatchObject({ status: 'final' });

    const xml = Buffer.from((await binaryOf(signed)).data ?? '', 'base64').toString('utf8');
    const trusted = [hospital.host.options.signer.certificate];
    const verdict = verifyDocument(xml, { trusted, now: hospital.now() });
    expect(verdict.valid).toBe(true);
    expect(verdict.content).toContain('<HoTen>Nguyễn Thị Hoài An</HoTen>');
    expect(verdict.content).toContain('Huyết áp tâm thu: 152 mmHg');
    expect(verdict.content).not.toContain('Kết quả đang chờ');
  });

  test('ký rồi thì không ký lại', async () => {
    const encounter = await finishVisit(hospital);
    await sign(encounter);
    await expect(sign(encounter)).rejects.toMatchObject({ code: 'medical-record.alreadySigned', status: 422 });
  });

  test('hai bác sĩ bấm ký cùng lúc: chỉ một chữ ký được ghi', async () => {
    const encounter = await finishVisit(hospital);
    const both = await Promise.allSettled([sign(encounter), sign(encounter)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const documents = await hospital.as('tool').store.search('DocumentReference', `encounter=${encounter}`);
    expect(documents).toHaveLength(1);
  });

  test('lượt khám chưa kết thúc, hoặc không có chẩn đoán, thì chưa ký được', async () => {
    const open = await finishVisit(hospital, 'in-progress');
    await expect(sign(open)).rejects.toMatchObject({ code: 'medical-record.notFinished' });
    const encounter = await finishVisit(hospital);
    const { store } = hospital.as('tool');
    const { diagnosis: _, ...bare } = await store.read('Encounter', encounter.slice('Encounter/'.length));
    await store.update<Encounter>(bare);
    await expect(sign(encounter)).rejects.toMatchObject({ code: 'medical-record.noDiagnosis' });
  });
});

describe('hồ sơ đã khóa', () => {
  test('không ai ghi thẳng thêm dữ kiện vào lượt khám đã ký; tài liệu bổ sung thì được', async () => {
    const encounter = await finishVisit(hospital);
    const doctor = hospital.as('doctor');
    const { subject } = await doctor.store.follow('Encounter', { reference: encounter });
    const fact: Condition = {
      resourceType: 'Condition',
      subject: subject ?? {},
      encounter: { reference: encounter },
      code: { text: 'Thêm sau' },
    };
    const before = await doctor.store.create(fact);
    expect(before.id).toBeDefined();
    await sign(encounter);
    await expect(doctor.store.create(fact)).rejects.toMatchObject({ code: 'medical-record.visitLocked', status: 403 });
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: fact, request: { method: 'POST', url: 'Condition' } }],
    };
    await expect(doctor.store.transaction(bundle)).rejects.toMatchObject({ code: 'medical-record.visitLocked' });
    const addendum = await doctor.store.create<DocumentReference>({
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { contentType: 'text/plain', title: 'Bổ sung' } }],
      context: { encounter: [{ reference: encounter }] },
    });
    expect(addendum.id).toBeDefined();
  });

  test('mọi tài nguyên lâm sàng của lượt khám bị khóa, kết quả đang chờ thì không', async () => {
    const encounter = await finishVisit(hospital);
    await sign(encounter);
    const { store } = hospital.as('tool');
    const observations = await store.search('Observation', `encounter=${encounter}`);
    expect(observations.map((one) => [one.status, isLocked(one)]).sort()).toEqual([
      ['final', true],
      ['preliminary', false],
    ]);
    const [condition] = await store.search('Condition', `encounter=${encounter}`);
    if (condition === undefined) throw new Error('no condition');
    const locked = { code: 'medical-record.locked', status: 403 };
    await expect(store.update({ ...condition, code: { text: 'Khác' } })).rejects.toMatchObject(locked);
    await expect(
      store.update({ ...condition, meta: { versionId: condition.meta?.versionId ?? '' } }),
    ).rejects.toMatchObject(locked);
    await expect(store.delete('Condition', condition.id ?? '')).rejects.toMatchObject(locked);
    await expect(store.delete('Encounter', encounter.slice('Encounter/'.length))).rejects.toMatchObject(locked);
  });

  test('tệp đã ký cũng không sửa, không xóa được', async () => {
    const binary = await binaryOf(await sign(await finishVisit(hospital)));
    const { store } = hospital.as('tool');
    await expect(store.update<Binary>({ ...binary, data: 'AAAA' })).rejects.toMatchObject({ status: 403 });
    await expect(store.delete('Binary', binary.id ?? '')).rejects.toMatchObject({ status: 403 });
  });
});
