import { type Demo, newVisit, playSteps, type Visit, valueIn, visitSteps } from '@lienmach/cli';
import type { Encounter, Parameters, Patient } from 'fhir/r4';

/** A visit with a card, tests and a prescription, up to the cashier's window. */
export async function insuredVisit(demo: Demo): Promise<Visit> {
  const visit = newVisit(demo);
  const before = visitSteps.findIndex(({ room }) => room === 'payments');
  await playSteps(visitSteps.slice(0, before), visit, () => undefined);
  return visit;
}

/** Somebody without a card who was only examined. @returns Encounter id */
export async function examinedVisit(demo: Demo, name: string, birthDate: string): Promise<string> {
  const registrar = await demo.as('registrar');
  const enrolled = await registrar.operation<Parameters>('Patient/$enroll', {
    name,
    birthDate,
    gender: 'female',
    phone: '0000 000 124',
    confirmNew: true,
  });
  const patient = valueIn<Patient>(enrolled, 'patient')?.id ?? '';
  const opened = await registrar.operation<Parameters>('Encounter/$open-visit', {
    patient: { valueReference: { reference: `Patient/${patient}` } },
    room: 'noi-2',
    reason: 'Đau họng',
  });
  const encounter = valueIn<Encounter>(opened, 'encounter')?.id ?? '';
  const doctor = await demo.as('doctor');
  await doctor.operation(`Encounter/${encounter}/$record-examination`, {
    history: 'Đau họng hai ngày.',
    examination: 'Họng đỏ.',
    conclusion: 'Viêm họng cấp',
    treatment: 'Điều trị ngoại trú',
    main: { code: 'J02.9' },
  });
  return encounter;
}
