import { identifierSystems } from '@lienmach/core';
import { pageIn } from '@lienmach/papers';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Encounter, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registration } from '../index.ts';
import { printNumberSlip } from './print-number-slip.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([registration]);
});
afterAll(() => hospital.close());

async function visit(ticket?: string): Promise<string> {
  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: '26-000009' }],
    name: [{ text: 'Trần Thị Thử' }],
  });
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
    ...(ticket === undefined ? {} : { identifier: [{ system: identifierSystems.queueNumber, value: ticket }] }),
    location: [{ location: { display: 'Phòng khám Nội 1' } }],
  });
  return `Encounter/${encounter.id}`;
}

test('phiếu số in số của hàng chờ, phòng và người; in ra PDF khổ 80 mm', async () => {
  const at = await visit('noi-1-20260302-007');
  const page = pageIn(await hospital.as('registrar').call<Binary>(printNumberSlip, at, { as: 'page' }));
  expect(page).toMatchObject({ paper: '80mm', number: '007', patient: ['TRẦN THỊ THỬ', 'Mã người bệnh 26-000009'] });
  expect(JSON.stringify(page.body)).toContain('Phòng khám Nội 1');
  const pdf = await hospital.as('nurse').call<Binary>(printNumberSlip, at);
  expect(pdf).toMatchObject({ contentType: 'application/pdf', securityContext: { reference: at } });
});

test('lượt khám không lấy số thì không có phiếu', async () => {
  const at = await visit();
  await expect(hospital.as('registrar').call(printNumberSlip, at)).rejects.toMatchObject({
    code: 'registration.noNumber',
  });
});
