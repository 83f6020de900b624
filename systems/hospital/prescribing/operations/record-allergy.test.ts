import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { AllergyIntolerance } from 'fhir/r4';
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

  test('dị ứng do nơi khác gửi đến, ghi theo sản phẩm hoặc theo mã thứ hai: vẫn chặn; đã bác bỏ thì không', async () => {
    const line = [{ drug: 'AMOX', morning: '1', days: 5 }];
    const told = async (more: Partial<AllergyIntolerance>) => {
      const { encounter, patient } = await seatPatient(hospital);
      await hospital.as('tool').store.create<AllergyIntolerance>({
        resourceType: 'AllergyIntolerance',
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
        },
        patient: { reference: patient },
        ...more,
      });
      return hospital
        .as('doctor')
        .call('Encounter/$prescribe', encounter, { line })
        .then(
          () => 'kê được',
          (thrown) => thrown.code,
        );
    };
    const product = { coding: [{ system: codeSystems.drugProduct, code: 'AMOX' }] };
    const second = { coding: [{ system: codeSystems.ingredient, code: '40.155', display: 'Amoxicilin' }] };
    const refuted = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
    expect(await told({ code: product })).toBe('prescribing.allergy');
    expect(await told({ code: second })).toBe('prescribing.allergy');
    expect(await told({ code: { text: 'Uống amoxicillin bị phù mặt' } })).toBe('prescribing.similarAllergy');
    expect(await told({ code: second, verificationStatus: { coding: [{ system: refuted, code: 'refuted' }] } })).toBe(
      'kê được',
    );
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
