import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCda, resultsOf } from '@lienmach/cda';
import { verifyFile } from '@lienmach/documents';
import { hasSchema, openTestHospital, schemaFaults, type TestHospital } from '@lienmach/testing';
import type { DiagnosticReport, Provenance } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { documentsAbout, printingRoomWhile, releasedReport } from '../stories/released-report-for-tests.ts';
import type { SignedReport } from './sign-report.ts';

let hospital: TestHospital;
let folder: string;
let whilePrinting = async () => {};
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments, printingRoomWhile(() => whilePrinting())]);
  folder = await mkdtemp(join(tmpdir(), 'ky-phieu-'));
  await writeFile(join(folder, 'co-so.pem'), hospital.host.options.signer.certificate);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await hospital.close();
});

const sign = (report: string, input = {}) =>
  hospital.as('lab-doctor').call<SignedReport>('DiagnosticReport/$sign-report', `DiagnosticReport/${report}`, input);

async function fileOf({ document }: SignedReport, place: number): Promise<Buffer> {
  const { store } = hospital.as('doctor');
  const { content } = await store.follow('DocumentReference', document);
  const { data = '' } = await store.follow('Binary', { reference: content[place]?.attachment.url ?? '' });
  return Buffer.from(data, 'base64');
}

/** what `lienmach verify <file>` says */
async function verdictOf(xml: string) {
  const file = join(folder, 'phieu.xml');
  await writeFile(file, xml);
  return verifyFile(file, [folder], hospital.now());
}

describe('ký phiếu kết quả', () => {
  test('phiếu đã duyệt thành một tài liệu CDA có chữ ký và bản giấy; sửa một ký tự là biết', async () => {
    const report = await releasedReport(hospital);
    const signed = await sign(report);
    expect(signed).toMatchObject({ version: 1, isNew: true, signer: 'lab-doctor' });
    const xml = (await fileOf(signed, 0)).toString('utf8');
    const verdict = await verdictOf(xml);
    expect(verdict).toMatchObject({ valid: true, signer: 'CN=Bệnh viện Thử', signedAt: hospital.now() });
    expect((await verdictOf(xml.replace('value="6.8"', 'value="4.8"'))).valid).toBe(false);

    const told = readCda(Buffer.from(xml));
    expect(told.legalAuthenticator).toMatchObject({ name: 'lab-doctor', time: '2026-03-02T07:30:00+07:00' });
    expect(resultsOf(told)[0]?.observations).toHaveLength(7);
    const paper = await fileOf(signed, 1);
    expect(paper.toString()).toContain('%PDF-');
    expect(xml).toContain(`integrityCheck="${createHash('sha256').update(paper).digest('base64')}"`);
    if (hasSchema) expect(await schemaFaults([verdict.content ?? ''])).toEqual([]);

    const [document] = await documentsAbout(hospital, report);
    expect(document).toMatchObject({
      status: 'current',
      authenticator: { reference: 'Practitioner/lab-doctor' },
      context: { period: { end: '2026-03-02T08:40:00+07:00' } },
    });
    const [provenance]: Provenance[] = await hospital
      .as('tool')
      .store.search('Provenance', `target=DocumentReference/${document?.id}`);
    expect(provenance?.signature).toMatchObject([
      { who: { reference: 'Practitioner/lab-doctor' }, sigFormat: 'application/signature+xml' },
    ]);
    expect(xml).toContain(Buffer.from(provenance?.signature?.[0]?.data ?? '', 'base64').toString('utf8'));
  });

  test('ký lần hai vẫn là bản ấy; phiếu sửa rồi thì bản ký mới thay bản cũ', async () => {
    const report = await releasedReport(hospital);
    const first = await sign(report);
    hospital.tick(5);
    expect(await sign(report)).toMatchObject({ document: first.document, isNew: false, signedAt: first.signedAt });
    const { store } = hospital.as('tool');
    const before = await store.read('DiagnosticReport', report);
    await store.update<DiagnosticReport>({
      ...before,
      status: 'corrected',
      issued: '2026-03-02T08:55:00+07:00',
      conclusion: 'Đã chạy lại',
    });
    await expect(sign(report, { version: before.meta?.versionId })).rejects.toMatchObject({
      code: 'clinical-documents.reportChanged',
      status: 412,
    });
    const second = await sign(report);
    expect(second).toMatchObject({ version: 2, isNew: true });
    const all = await documentsAbout(hospital, report);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['current', 'superseded']);
    expect(all.find(({ status }) => status === 'current')).toMatchObject({
      relatesTo: [{ code: 'replaces', target: first.document }],
    });
    const old = readCda(await fileOf(first, 0));
    expect(readCda(await fileOf(second, 0)).replaces).toEqual([old.id]);
    expect((await verdictOf((await fileOf(first, 0)).toString('utf8'))).valid).toBe(true);
  });

  test('hai bác sĩ ký cùng lúc: một bản thứ nhất, không ai ghi đè của ai', async () => {
    const report = await releasedReport(hospital);
    await Promise.allSettled([sign(report), sign(report)]);
    const all = await documentsAbout(hospital, report);
    expect(all.map(({ status, meta }) => [status, meta?.versionId])).toEqual([['current', '1']]);
  });

  test('phiếu sửa trong lúc in trang: không ký số cũ với trang mới', async () => {
    const report = await releasedReport(hospital);
    const { store } = hospital.as('tool');
    whilePrinting = async () => {
      whilePrinting = async () => {};
      const before = await store.read('DiagnosticReport', report);
      await store.update<DiagnosticReport>({ ...before, status: 'corrected', issued: '2026-03-02T08:55:00+07:00' });
    };
    await expect(sign(report)).rejects.toMatchObject({ code: 'clinical-documents.reportChanged', status: 412 });
    expect(await documentsAbout(hospital, report)).toEqual([]);
    expect(await sign(report)).toMatchObject({ version: 1, isNew: true });
  });

  test('phiếu chưa duyệt, phiếu của nơi khác: không ký', async () => {
    await expect(sign(await releasedReport(hospital, { status: 'preliminary' }))).rejects.toMatchObject({
      code: 'clinical-documents.notReleased',
      status: 422,
    });
    await expect(
      sign(await releasedReport(hospital, { identifier: [{ system: 'urn:phieu-cua-noi-khac', value: '1' }] })),
    ).rejects.toMatchObject({
      code: 'clinical-documents.notOurReport',
    });
  });
});
