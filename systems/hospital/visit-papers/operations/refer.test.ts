import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Composition } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { partOf } from '../rules/visit-paper.ts';
import { referral, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
});
afterAll(() => hospital.close());

const refer = (at: string, other: object = {}) =>
  hospital.as('doctor').call<Composition>('Encounter/$refer', at, { ...referral, ...other });

test('phiếu chuyển nói đủ điều nơi nhận cần biết, giữ nguyên từng dòng', async () => {
  const paper = await refer(await seatPatient(hospital));
  expect(paper.type.coding?.map(({ code }) => code)).toEqual(['57133-1', 'referral']);
  expect(partOf(paper, 'course')).toBe('Ho, sốt năm ngày\nĐã dùng kháng sinh hai ngày, không đỡ');
  expect(partOf(paper, 'to')).toBe('99002');
  expect(partOf(paper, 'reason')).toContain('yêu cầu chuyên môn');
});

test('nơi đến là chính mình, lý do lạ, thiếu nội dung: từng ô một', async () => {
  const encounter = await seatPatient(hospital);
  const own = hospital.site.facility.code;
  await expect(refer(encounter, { to: own, reason: '9', plan: '' })).rejects.toMatchObject({
    outcome: { issue: [{ expression: ['to'] }, { expression: ['reason'] }, { expression: ['plan'] }] },
  });
  await refer(encounter);
  await expect(refer(encounter)).rejects.toMatchObject({ code: 'visit-papers.alreadyIssued' });
});
