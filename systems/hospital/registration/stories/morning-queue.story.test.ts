import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { registration } from '../index.ts';
import type { OpenedVisit } from '../operations/open-visit.ts';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');

test('buổi sáng ở quầy: thẻ hết hạn thì khám không thẻ, thẻ của con không dùng cho mẹ, mẹ có số tiếp theo', async () => {
  const hospital = await openTestHospital([registration], {
    concepts: [
      {
        system: codeSystems.services7603,
        code: '02.1896',
        display: 'Khám Nội',
        properties: { price: '50600', unit: 'Lần', group: '13' },
      },
    ],
  });
  const desk = hospital.as('registrar');
  const person = (name: string, birthDate: string, social: string) =>
    desk.store.create<Patient>({
      resourceType: 'Patient',
      active: true,
      name: [{ text: name }],
      birthDate,
      identifier: [{ system: identifierSystems.socialInsuranceNumber, value: social }],
    });
  const father = await person('Trần Thử Ba', '1970-01-02', '9900000001');
  const mother = await person('Lê Thử Mẹ', '1975-03-04', '9900000002');
  const card = (number: string, name: string, birth: string, to: string) =>
    `${number}|${hex(name)}|${birth}|1|-|99001|01/01/2025|${to}|01/01/2025|$`;
  const open = (patient: Patient, scan: string | undefined) =>
    desk.call<OpenedVisit>('Encounter/$open-visit', undefined, {
      patient: { reference: `Patient/${patient.id}` },
      room: 'noi-1',
      reason: 'Khám tổng quát',
      ...(scan === undefined ? {} : { card: [{ scan }] }),
    });

  const expired = card('HT3999900000001', 'Trần Thử Ba', '02/01/1970', '31/12/2025');
  await expect(open(father, expired)).rejects.toMatchObject({ code: 'registration.cardExpired' });
  const first = await open(father, undefined);
  expect(first).toMatchObject({ ticket: 1 });

  hospital.tick(3);
  const childsCard = card('HS4999900000003', 'Trần Thử Con', '05/06/2012', '31/12/2026');
  await expect(open(mother, childsCard)).rejects.toMatchObject({ code: 'registration.cardOfAnotherPerson' });
  const second = await open(mother, card('GD4999900000002', 'Lê Thử Mẹ', '04/03/1975', '31/12/2026'));
  expect(second).toMatchObject({ ticket: 2 });

  const waiting = await hospital.all('Task');
  expect(waiting.filter(({ status }) => status === 'requested')).toHaveLength(2);
  expect(await hospital.all('Coverage')).toHaveLength(1);
  await hospital.close();
});
