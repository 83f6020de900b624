import { identifierSystems } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import { expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import type { Enrolled } from '../operations/enroll.ts';
import type { Identified } from '../operations/identify.ts';

test('người đổi số định danh vẫn là một hồ sơ; hai trẻ sinh đôi là hai hồ sơ', async () => {
  const hospital = await openTestHospital([patientIndex]);
  const desk = hospital.as('registrar');
  const enrol = (input: object) => desk.call<Enrolled>('Patient/$enroll', undefined, input);

  const old = await enrol({ scan: ['099090000123||Nguyễn Thử An|05091990|Nam|Xã Thử|10052021'], phone: '0000000404' });
  const newCard = '099190000777||Nguyễn Thử An|05091990|Nữ|Xã Thử|10052025|Cha Thử|Mẹ Thử|099090000123';
  const identified = await desk.call<Identified>('Patient/$identify', undefined, { scan: [newCard] });
  expect(identified.candidate).toMatchObject([{ grade: 'certain', patient: { id: old.patient.id } }]);
  expect(identified.candidate[0]?.reason).toContain('Số cũ trên thẻ là số của hồ sơ này.');
  const again = await enrol({ scan: [newCard] });
  expect(again).toMatchObject({ created: false, patient: { id: old.patient.id } });
  const typedOnly = await enrol({ scan: ['099190000777'] });
  expect(typedOnly).toMatchObject({ created: false, patient: { id: old.patient.id } });

  const twin = { birthDate: '20/02/2026', gender: 'female', phone: '0000000505', commune: '99001' };
  const first = await enrol({ ...twin, name: 'Lê Thử Anh' });
  const second = await enrol({ ...twin, name: 'Lê Thử Oanh' });
  expect([first.created, second.created]).toEqual([true, true]);
  const numbers = (await hospital.all('Patient')).map(
    ({ identifier }) => identifier?.find(({ system }) => system === identifierSystems.patientNumber)?.value,
  );
  expect(new Set(numbers).size).toBe(3);
  await hospital.close();
});
