import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Encounter, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';
import { bhytValidate } from './bhyt-validate.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const claimOf = (encounter: Encounter) =>
  hospital.as('claims-clerk').call<{ xml: Binary }>(bhytClaim, `Encounter/${encounter.id}`);
const rulesOf = (outcome: OperationOutcome): string[] =>
  outcome.issue
    .flatMap((issue) => issue.details?.coding ?? [])
    .flatMap(({ system, code }) => (system === codeSystems.bhytRule && code !== undefined ? [code] : []));

describe('kiểm tra phong bì từ nơi khác', () => {
  const validate = (xml: Partial<Binary>, sending = false) =>
    hospital.as('claims-clerk').call<{ outcome: OperationOutcome }>(bhytValidate, undefined, {
      xml: { resourceType: 'Binary', contentType: 'application/xml', ...xml },
      sending,
    });

  test('phong bì của chính mình không lỗi; phong bì hỏng là kết quả', async () => {
    const { xml } = await claimOf(await finishedVisit(hospital));
    expect(rulesOf((await validate({ data: xml.data ?? '' })).outcome)).toEqual([]);
    const broken = Buffer.from('<!DOCTYPE a><GIAMDINHHS/>').toString('base64');
    expect(rulesOf((await validate({ data: broken })).outcome)).toEqual(['ENV-01']);
  });

  test('sắp gửi thì phải ký, phải trong hạn; chưa gửi thì không hỏi', async () => {
    const { xml } = await claimOf(await finishedVisit(hospital));
    const { outcome } = await validate({ data: xml.data ?? '' }, true);
    expect(rulesOf(outcome).toSorted()).toEqual(['ENV-09', 'SEND-01', 'SEND-02']);
  });

  test('tệp check-in được đọc và kiểm tra như hồ sơ', async () => {
    const row = '<TRANG_THAI_KCB><MA_LK>LK-1</MA_LK></TRANG_THAI_KCB>';
    const text = `<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB>${row}</DSACH_TRANG_THAI_KCB></CHI_TIEU_TRANG_THAI_KCB>`;
    const { outcome } = await validate({ data: Buffer.from(text).toString('base64') });
    expect(rulesOf(outcome).toSorted()).toEqual(['CI-01', 'STR-01']);
  });

  test('hai hồ sơ cùng mã đợt trong một phong bì', async () => {
    const { xml } = await claimOf(await finishedVisit(hospital));
    const text = Buffer.from(xml.data ?? '', 'base64').toString('utf8');
    const hoso = text.slice(text.indexOf('<HOSO>'), text.indexOf('</HOSO>') + '</HOSO>'.length);
    const twice = text.replace(hoso, hoso + hoso).replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>2');
    const { outcome } = await validate({ data: Buffer.from(twice).toString('base64') });
    expect(rulesOf(outcome)).toEqual(['STR-11']);
  });

  test('không kèm tệp, tệp quá lớn: từ chối', async () => {
    await expect(validate({})).rejects.toMatchObject({ status: 400, code: 'claims.noXml' });
    await expect(validate({ data: 'A'.repeat(27_000_000) })).rejects.toMatchObject({ code: 'claims.fileTooLarge' });
  });
});
