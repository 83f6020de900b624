import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';
import { checkLines } from './check-prescription.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
});
afterAll(() => hospital.close());

const rulesOf = async (encounter: string, line: object[]) =>
  (await hospital.as('doctor').call(checkLines, encounter, { line })).alert.map(({ rule, level, line: at }) => [
    rule,
    level,
    at,
  ]);

test('đang gõ đã biết: dị ứng cùng nhóm bị chặn, dị ứng chéo và trùng hoạt chất cần lý do; chưa ghi gì vào hồ sơ', async () => {
  const { encounter, patient } = await seatPatient(hospital);
  await hospital.as('nurse').call('Patient/$record-allergy', patient, { ingredient: '40.154', reaction: 'Phản vệ' });
  const days = { morning: '1', days: 5 };
  expect(
    await rulesOf(encounter, [
      { drug: 'AMPI', ...days },
      { drug: 'CEFU', ...days },
      { drug: 'AMOX', ...days },
      { drug: 'AML5', ...days },
      { drug: 'AML5', ...days },
    ]),
  ).toEqual([
    ['groupAllergy', 'stop', 1],
    ['crossAllergy', 'warn', 2],
    ['allergy', 'stop', 3],
    ['sameIngredientTwice', 'warn', 5],
  ]);
  const { store } = hospital.as('doctor');
  expect(await store.search('MedicationRequest', `encounter=${encounter}`)).toEqual([]);
});

test('dị ứng ghi bằng lời cho cả nhóm chỉ là câu hỏi; chưa có chẩn đoán vẫn xem trước được', async () => {
  const { encounter, patient } = await seatPatient(hospital);
  await hospital.as('nurse').call('Patient/$record-allergy', patient, { text: 'dị ứng penicillin hồi nhỏ' });
  const { store } = hospital.as('tool');
  const { diagnosis: _, ...visit } = await store.read('Encounter', encounter.split('/')[1] ?? '');
  await store.update<Encounter>(visit);
  expect(await rulesOf(encounter, [{ drug: 'AMPI', morning: '1', days: 5 }])).toEqual([['crossAllergy', 'warn', 1]]);
});

test('cùng nhóm thì không kê được; dị ứng chéo kê được khi có lý do', async () => {
  const { encounter, patient } = await seatPatient(hospital);
  await hospital.as('nurse').call('Patient/$record-allergy', patient, { ingredient: '40.154' });
  const prescribe = (drug: string, override: object[] = []) =>
    hospital
      .as('doctor')
      .call('Encounter/$prescribe', encounter, { line: [{ drug, morning: '1', days: 5 }], override });
  await expect(prescribe('AMPI')).rejects.toMatchObject({ code: 'prescribing.groupAllergy' });
  await expect(prescribe('CEFU')).rejects.toMatchObject({ code: 'prescribing.crossAllergy' });
  const reason = 'Đã dùng cefuroxim năm ngoái, dung nạp tốt';
  await prescribe('CEFU', [{ rule: 'crossAllergy', reason }]);
  const [issue] = await hospital.as('doctor').store.search('DetectedIssue', `patient=${patient}`);
  expect(issue?.mitigation?.[0]?.action.text).toBe(reason);
});
