import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
});
afterAll(() => hospital.close());

describe('ghi dị ứng', () => {
  const record = (at: string, input: object) => hospital.as('nurse').call('Patient/$record-allergy', at, input);

  test('ghi hai lần chỉ có một; chất ngoài danh mục ghi bằng chữ', async () => {
    const { patient } = await seatPatient(hospital);
    await record(patient, { ingredient: '40.154' });
    await record(patient, { ingredient: '40.154' });
    await record(patient, { text: 'Hải sản', criticality: 'low' });
    expect(await hospital.as('nurse').store.search('AllergyIntolerance', `patient=${patient}`)).toHaveLength(2);
  });

  test('dị ứng mức thấp chỉ cảnh báo', async () => {
    const { encounter, patient } = await seatPatient(hospital);
    await record(patient, { text: 'amlodipin', criticality: 'low' });
    const line = [{ drug: 'AML5', morning: '1', days: 5 }];
    await expect(hospital.as('doctor').call('Encounter/$prescribe', encounter, { line })).rejects.toMatchObject({
      code: 'prescribing.possibleAllergy',
    });
  });

  test.each([
    [{}, 'noAllergen'],
    [{ text: '  ' }, 'noAllergen'],
    [{ ingredient: '99.999' }, 'unknownIngredient'],
    [{ text: 'Tôm', criticality: 'nặng' }, 'badCriticality'],
  ])('%o bị từ chối', async (input, code) => {
    const { patient } = await seatPatient(hospital);
    await expect(record(patient, input)).rejects.toMatchObject({ code: `prescribing.${code}` });
  });
});
