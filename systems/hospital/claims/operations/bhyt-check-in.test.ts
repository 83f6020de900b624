import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Encounter, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { claims } from '../index.ts';
import { rowsOf } from '../rules/claim-file.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytCheckIn } from './bhyt-check-in.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

async function checkInOf(encounter: Encounter) {
  const { outcome, xml } = await hospital
    .as('claims-clerk')
    .call<{ outcome: OperationOutcome; xml?: Binary }>(bhytCheckIn, `Encounter/${encounter.id}`);
  const text = Buffer.from(xml?.data ?? '', 'base64').toString('utf8');
  const { claims: files, faults } = readEnvelope(Buffer.from(text));
  const rows = rowsOf(files[0] ?? new Map(), 'XML0').map((row) => Object.fromEntries(row));
  const rules = outcome.issue.flatMap(({ details }) => details?.coding?.flatMap(({ code }) => code ?? []) ?? []);
  return { text, rows, faults, rules };
}

const admitted = (visit: NeutralVisit): NeutralVisit => ({
  ...visit,
  visit: {
    ...visit.visit,
    type: '03',
    inpatientFrom: '2026-09-07T09:00',
    admissionReason: 'Theo dõi',
    out: '2026-09-09T10:00',
  },
  drugs: [
    {
      line: 'd1',
      code: '40.30.66',
      name: 'Thuốc thử',
      group: 4,
      unit: 'Viên',
      quantity: '2',
      price: '1000',
      scope: 1,
      orderedBy: 'doctor',
      orderedAt: '2026-09-07T09:30',
      dose: 'Ngày 2 viên',
    },
  ],
});

describe('trạng thái khám chữa bệnh (check-in)', () => {
  test('chi phí đầu tiên của lượt khám, cả khi lượt còn mở', async () => {
    const encounter = await finishedVisit(hospital);
    await hospital.as('tool').store.update<Encounter>({
      ...encounter,
      status: 'in-progress',
      period: { start: encounter.period?.start ?? '' },
    });
    const { rows, faults, rules, text } = await checkInOf(encounter);
    expect([...faults, ...rules]).toEqual([]);
    expect(rows).toMatchObject([
      {
        STT: '1',
        HO_TEN: 'Trần Đình Thử',
        MA_THE_BHYT: 'GD4999900000001',
        GT_THE_DEN: '20261231',
        NGAY_VAO: '202609070800',
        MA_DICH_VU: '02.1896',
        TEN_DICH_VU: 'Khám Nội',
        MA_THUOC: '',
        NGAY_YL: '202609070810',
      },
    ]);
    expect(text).toContain('</DSACH_TRANG_THAI_KCB><CHUKYDONVI></CHUKYDONVI></CHI_TIEU_TRANG_THAI_KCB>');
  });

  test('vào nội trú: một dòng khi đến, chưa ghi vào viện; một dòng ở khoa điều trị', async () => {
    const { rows, faults, rules } = await checkInOf(await finishedVisit(hospital, admitted));
    expect([...faults, ...rules]).toEqual([]);
    expect(rows).toMatchObject([
      { STT: '1', MA_DICH_VU: '02.1896', NGAY_VAO_NOI_TRU: '', LY_DO_VNT: '', NGAY_YL: '202609070810' },
      { STT: '2', MA_THUOC: '40.30.66', NGAY_VAO_NOI_TRU: '202609070900', LY_DO_VNT: 'Theo dõi' },
    ]);
  });

  test('hai thẻ: ghi thẻ còn hạn lúc phát sinh chi phí', async () => {
    const { rows } = await checkInOf(
      await finishedVisit(hospital, (visit) => ({
        ...visit,
        cards: [
          { number: 'GD4999900000001', registeredAt: '99001', from: '2026-01-01', to: '2026-08-31' },
          { number: 'DN4999900000002', registeredAt: '99002', from: '2026-09-01', to: '2026-12-31' },
        ],
      })),
    );
    expect(rows).toMatchObject([{ MA_THE_BHYT: 'DN4999900000002', MA_DKBD: '99002', GT_THE_TU: '20260901' }]);
  });

  test('cấp cứu: không phải check-in, nói rõ', async () => {
    const emergency = await finishedVisit(hospital, (visit) => ({
      ...visit,
      visit: { ...visit.visit, entitlement: '2' },
    }));
    const { text, rules } = await checkInOf(emergency);
    expect(text).toBe('');
    expect(rules).toEqual(['claims.emergencyCheckIn']);
  });
});
