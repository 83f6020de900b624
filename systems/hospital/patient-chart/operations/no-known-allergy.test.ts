import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allergyOf, openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';
import { noKnownAllergy } from './no-known-allergy.ts';

let record: RecordForTests;
beforeAll(async () => {
  record = await openRecordForTests();
});
afterAll(() => record.hospital.close());

const say = (patient: string) => record.hospital.as('nurse').call(noKnownAllergy, patient);
const known = (patient: string) => record.hospital.as('nurse').store.search('AllergyIntolerance', `patient=${patient}`);

describe('đã hỏi, không dị ứng', () => {
  test('bấm hai lần ghi một lần, có người hỏi và ngày hỏi', async () => {
    const patient = await record.person('Đinh Thị Thử');
    await say(patient);
    await say(patient);
    const [only, ...others] = await known(patient);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      code: { coding: [{ code: 'no-known-allergy' }] },
      recorder: { reference: 'Practitioner/nurse' },
      recordedDate: '2026-03-02T07:30:00+07:00',
    });
  });

  test('đang ghi có dị ứng thì không ghi được là không; dị ứng đã bác bỏ thì ghi được', async () => {
    const { person, write } = record;
    const patient = await person('Đinh Văn Thử');
    const shrimp = await write(allergyOf(patient, 'Tôm'));
    await expect(say(patient)).rejects.toMatchObject({ code: 'patient-chart.hasAllergy' });
    const refuted = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
    await record.hospital.as('tool').store.update({
      ...shrimp,
      verificationStatus: { coding: [{ system: refuted, code: 'refuted' }] },
    });
    await say(patient);
    expect(await known(patient)).toHaveLength(2);
  });
});
