import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outpatient } from '../index.ts';
import type { VitalsRecorded } from './record-vitals.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([outpatient]);
  const desk = hospital.as('registrar').store;
  await desk.update({ resourceType: 'Patient', id: 'an', gender: 'male', birthDate: '1990-09-05' });
  await desk.update<Encounter>({
    resourceType: 'Encounter',
    id: 'e1',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/an' },
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
});
afterEach(() => hospital.close());

const record = (input: object, at = 'Encounter/e1') =>
  hospital.as('nurse').call<VitalsRecorded>('Encounter/$record-vitals', at, input);
const refusal = (code: string) => expect.objectContaining({ code: `outpatient.${code}` });

test('điều dưỡng ghi sinh hiệu; chỉ số báo động hiện ngay', async () => {
  const { observation, outcome } = await record({ temperature: 39.5, systolic: 120, diastolic: 80, weight: 62.5 });
  expect(observation.map(({ code }) => code.text)).toEqual(['Huyết áp', 'Nhiệt độ', 'Cân nặng']);
  expect(outcome?.issue).toMatchObject([{ severity: 'warning', details: { text: 'Nhiệt độ cao: 39,5 °C.' } }]);
  expect((await hospital.as('nurse').store.read('Encounter', 'e1')).status).toBe('triaged');
});

test('điều không thể có thì không ghi gì, báo mọi chỗ sai', async () => {
  await expect(record({ temperature: 368, weight: 62_500, systolic: 80 })).rejects.toMatchObject({
    outcome: {
      issue: [{ expression: ['temperature'] }, { expression: ['weight'] }, { expression: ['systolic', 'diastolic'] }],
    },
  });
  await expect(record({ systolic: 80, diastolic: 120 })).rejects.toMatchObject({ status: 400 });
  await expect(record({})).rejects.toEqual(refusal('nothingMeasured'));
  expect(await hospital.all('Observation')).toHaveLength(0);
});

test('giờ đo: không ở tương lai, không trước khi đến', async () => {
  await expect(record({ pulse: 80, measuredAt: '2026-03-02T07:31:00+07:00' })).rejects.toEqual(
    refusal('measuredInFuture'),
  );
  await expect(record({ pulse: 80, measuredAt: '2026-03-02T06:59:00+07:00' })).rejects.toEqual(
    refusal('measuredBeforeVisit'),
  );
  const { observation } = await record({ pulse: 80, measuredAt: '2026-03-02T00:15:00Z' });
  expect(observation[0]?.effectiveDateTime).toBe('2026-03-02T07:15:00+07:00');
});

test('lượt khám đã đóng hoặc không có', async () => {
  const store = hospital.as('doctor').store;
  await store.update({ ...(await store.read('Encounter', 'e1')), status: 'finished' });
  await expect(record({ pulse: 80 })).rejects.toEqual(refusal('visitClosed'));
  await expect(record({ pulse: 80 }, 'Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
});
