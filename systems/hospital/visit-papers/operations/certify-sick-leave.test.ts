import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Composition, Encounter } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { partOf } from '../rules/visit-paper.ts';
import { leave, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
});
afterAll(() => hospital.close());

const certify = (at: string, other: object = {}) =>
  hospital.as('doctor').call<Composition>('Encounter/$certify-sick-leave', at, { ...leave, ...other });

test('giấy nghỉ việc nằm trong hồ sơ với số, ngày nghỉ, chẩn đoán và người ký', async () => {
  const encounter = await seatPatient(hospital);
  const paper = await certify(encounter);
  expect(paper).toMatchObject({
    status: 'final',
    identifier: { value: `${encounter.split('/')[1]}/NV1` },
    event: [{ period: { start: '2026-03-02', end: '2026-03-04' } }],
    encounter: { reference: encounter },
    author: [{ display: expect.any(String) }],
  });
  expect(partOf(paper, 'diagnosis')).toBe('Viêm phổi (J18.9)');
  expect(partOf(paper, 'employer')).toBe('Công ty May Sông Mây');
  expect(partOf(paper, 'mother')).toBeUndefined();
});

test('bấm hai lần cùng lúc: chỉ một giấy; cấp lần nữa thì từ chối và nói số giấy cũ', async () => {
  const encounter = await seatPatient(hospital);
  const both = await Promise.allSettled([certify(encounter), certify(encounter)]);
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
  const papers = await hospital.as('doctor').store.search('Composition', `encounter=${encounter}`);
  expect(papers).toHaveLength(1);
  await expect(certify(encounter)).rejects.toMatchObject({ code: 'visit-papers.alreadyIssued' });
});

test('thiếu chẩn đoán, quá số ngày: nói hết một lần, không ghi gì', async () => {
  const encounter = await seatPatient(hospital, { isDiagnosed: false });
  await expect(certify(encounter, { days: 31 })).rejects.toMatchObject({
    outcome: { issue: [{ expression: ['Encounter.diagnosis'] }, { expression: ['days'] }] },
  });
  const papers = await hospital.as('doctor').store.search('Composition', `encounter=${encounter}`);
  expect(papers).toEqual([]);
});

test('lượt khám đã hủy thì không cấp giấy', async () => {
  const encounter = await seatPatient(hospital);
  const { store } = hospital.as('tool');
  const visit = await store.read('Encounter', encounter.split('/')[1] ?? '');
  await store.update<Encounter>({ ...visit, status: 'cancelled' });
  await expect(certify(encounter)).rejects.toMatchObject({
    outcome: { issue: [{ expression: ['Encounter.status'] }] },
  });
});
