import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Composition } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { partOf } from '../rules/visit-paper.ts';
import { leave, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
});
afterAll(() => hospital.close());

const withdraw = (paper: Composition, reason: string) =>
  hospital.as('doctor').call<Composition>('Composition/$withdraw-paper', `Composition/${paper.id}`, { reason });

test('giấy thu hồi ở lại với lý do; cấp giấy mới mang số tiếp theo', async () => {
  const encounter = await seatPatient(hospital);
  const doctor = hospital.as('doctor');
  const first = await doctor.call<Composition>('Encounter/$certify-sick-leave', encounter, leave);
  const gone = await withdraw(first, 'Ghi nhầm đơn vị');
  expect(gone.status).toBe('entered-in-error');
  expect(partOf(gone, 'withdrawn')).toBe('Ghi nhầm đơn vị');
  expect(partOf(gone, 'employer')).toBe('Công ty May Sông Mây');
  await expect(withdraw(gone, 'lần nữa')).rejects.toMatchObject({ code: 'visit-papers.alreadyWithdrawn' });
  await expect(doctor.call('Encounter/$print-sick-leave', encounter)).rejects.toMatchObject({
    code: 'visit-papers.noPaper',
  });
  const second = await doctor.call<Composition>('Encounter/$certify-sick-leave', encounter, { ...leave, days: 5 });
  expect(second.identifier?.value).toMatch(/\/NV2$/);
});

test('không ghi lý do, hoặc không phải giấy của phòng này: từ chối', async () => {
  const encounter = await seatPatient(hospital);
  const paper = await hospital.as('doctor').call<Composition>('Encounter/$certify-sick-leave', encounter, leave);
  await expect(withdraw(paper, '  ')).rejects.toMatchObject({ code: 'visit-papers.textMissing' });
  const { id: _, meta: __, identifier: ___, ...rest } = paper;
  const summary = await hospital
    .as('tool')
    .store.create<Composition>({ ...rest, type: { coding: [{ system: 'http://loinc.org', code: '34133-9' }] } });
  await expect(withdraw(summary, 'thử')).rejects.toMatchObject({ code: 'visit-papers.notOurPaper' });
});
