import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, type FhirClient, identityCardQr, insuranceCardQr, openDemo, valueIn } from '@lienmach/cli';
import { readConfiguration } from '@lienmach/server';
import { openTestSql } from '@lienmach/testing';
import type { Encounter, Invoice, Money, Parameters, ParametersParameter, Patient, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';

let demo: Demo;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await openTestSql();
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-day-'));
  const environment = {
    LIENMACH_PORT: '0',
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_DATA_DIR: folder,
    LIENMACH_LOG_LEVEL: 'silent',
    LIENMACH_DATABASE_URL: database.url ?? '',
  };
  demo = await openDemo(readConfiguration(environment), { hasAnalyzer: false });
  close = async () => {
    await demo.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => close());

const vnd = (value: number) => ({ valueMoney: { value, currency: 'VND' } });
const parts = (answer: Parameters, name: string): ParametersParameter[][] =>
  (answer.parameter ?? []).filter((one) => one.name === name).map(({ part }) => part ?? []);
const partValue = <T>(entry: ParametersParameter[] | undefined, name: string): T | undefined =>
  valueIn<T>({ resourceType: 'Parameters', parameter: entry ?? [] }, name);
const states = async (who: FhirClient) =>
  parts(await who.get<Parameters>('Encounter/$worklist?room=noi-1'), 'entry').map((entry) =>
    partValue<string>(entry, 'state'),
  );
const benchEntry = async (bench: FhirClient) =>
  parts(await bench.get<Parameters>('DiagnosticReport/$bench'), 'entry')[0];
const referenceOf = (entry: ParametersParameter[] | undefined, name: string): string =>
  partValue<{ reference: string }>(entry, name)?.reference ?? '';

/** The visit is opened with a card that pays all of a small bill. */
async function openVisit(): Promise<{ patient: string; visit: string }> {
  const desk = await demo.as('registrar');
  const scan = [identityCardQr, insuranceCardQr(new Date().getFullYear())];
  const enrolled = await desk.operation<Parameters>('Patient/$enroll', { scan, phone: '0000 000 123' });
  const patient = valueIn<Patient>(enrolled, 'patient')?.id ?? '';
  const opened = await desk.operation<Parameters>('Encounter/$open-visit', {
    patient: { valueReference: { reference: `Patient/${patient}` } },
    card: { scan: insuranceCardQr(new Date().getFullYear()) },
    room: 'noi-1',
    reason: 'Đau đầu',
  });
  return { patient, visit: `Encounter/${valueIn<Encounter>(opened, 'encounter')?.id}` };
}

/** The critical value makes its Task a moment after the result. */
async function callTask(bench: FhirClient): Promise<string> {
  for (let turn = 0; turn < 100; turn++) {
    const call = referenceOf(await benchEntry(bench), 'call');
    if (call !== '') return call;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error('no call of a critical value within ten seconds');
}

test('một ngày của hàng chờ, bàn xét nghiệm và quầy thu: mỗi người chỉ dùng quyền của mình', async () => {
  const roles = ['doctor', 'nurse', 'lab-technician', 'lab-doctor', 'cashier', 'administrator', 'registrar'];
  const [doctor, nurse, bench, verifier, cashier, administrator, desk] = await Promise.all(
    roles.map((role) => demo.as(role)),
  );
  if (!doctor || !nurse || !bench || !verifier || !cashier || !administrator || !desk)
    throw new Error('nobody at work');
  const { patient, visit } = await openVisit();

  expect(await states(doctor)).toEqual(['waiting']);
  expect(parts(await desk.get<Parameters>('Encounter/$room-load'), 'room')).toHaveLength(3);
  await nurse.operation('Encounter/$call-next', { room: 'noi-1' });
  await expect(doctor.operation(`${visit}/$call`)).rejects.toMatchObject({ code: 'queue.calledElsewhere' });
  // an administrator may hang up the board and still reads no patient
  const board = JSON.stringify(await administrator.get<Parameters>('Encounter/$board?room=noi-1&room=noi-2'));
  expect(board).toContain('Nguyễn T. V. D.');
  await expect(administrator.get(`Patient?_id=${patient}`)).rejects.toMatchObject({ code: 'store.forbidden' });

  const paid = { method: 'cash', amount: vnd(100000), key: 'tam-ung-1' };
  const deposit = await cashier.operation<Invoice>(`${visit}/$deposit`, paid);
  await doctor.operation(`${visit}/$record-examination`, { conclusion: 'Tăng huyết áp', main: { code: 'I10' } });
  await doctor.operation(`${visit}/$order-tests`, { test: ['23.0058.1487'] });
  expect(await states(doctor)).toEqual(['awaiting-results']);
  // reception does not read orders: it sees somebody in the room
  expect(await states(desk)).toEqual(['in-exam']);

  const entry = await benchEntry(bench);
  const report = referenceOf(entry, 'report');
  await bench.operation(`${referenceOf(entry, 'specimen')}/$collect`);
  expect(parts(await bench.get<Parameters>(`${report}/$result-sheet`), 'indicator')).toHaveLength(3);
  const result = [
    { indicator: 'NA', value: '140' },
    { indicator: 'K', value: '6,8' },
    { indicator: 'CL', value: '101' },
  ];
  await bench.operation(`${report}/$enter-results`, { result });
  const told = { told: 'BS. Trần Văn Thử', readBack: 'Kali 6,8' };
  expect(await bench.operation<Task>(`${await callTask(bench)}/$record-callback`, told)).toMatchObject({
    status: 'completed',
  });
  await verifier.operation(`${report}/$verify`);
  expect(await states(doctor)).toEqual(['results-back']);
  const called = await doctor.operation<Parameters>('Encounter/$call-next', { room: 'noi-1' });
  expect(partValue(parts(called, 'entry')[0], 'state')).toBe('in-exam');
  await doctor.operation(`${visit}/$finish`, { outcome: '2', disposition: '1' });
  expect(await states(doctor)).toEqual(['done']);

  await cashier.operation('Invoice/$open-shift', { count: [{ denomination: 100000, pieces: 2 }] });
  const [owed] = parts(await cashier.get<Parameters>('Encounter/$cashier-worklist'), 'entry');
  const tooMuch = -(partValue<Money>(owed, 'due')?.value ?? 0);
  expect(tooMuch).toBeGreaterThan(0);
  const back = { method: 'cash', amount: vnd(tooMuch), reason: 'Tạm ứng thừa', key: 'hoan-1' };
  await cashier.operation(`Invoice/${deposit.id}/$refund`, back);
  const now = await cashier.get<Parameters>('Invoice/$shift');
  expect(valueIn<Money>(now, 'expectedCash')?.value).toBe(200000 - tooMuch);
  const short = cashier.operation('Invoice/$close-shift', { count: [{ denomination: 200, pieces: 1 }] });
  await expect(short).rejects.toMatchObject({ code: 'payments.differenceUnexplained' });
});
