import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Basic } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { isWaiting, markedReport, signingMark } from '../rules/signing-mark.ts';
import { printingRoom, releasedReport } from '../stories/released-report-for-tests.ts';

/** the room as it was before releases were marked */
const { subscriptions: _none, ...unmarked } = clinicalDocuments;

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([unmarked, printingRoom]);
});
afterEach(() => hospital.close());

const marks = async () => (await hospital.all('Basic')).filter(({ subject }) => subject !== undefined);
const waiting = async () => (await marks()).filter(isWaiting).map(markedReport).toSorted();
const sign = (id: string) => hospital.as('lab-doctor').call('DiagnosticReport/$sign-report', `DiagnosticReport/${id}`);

test('phiếu duyệt từ trước khi có dấu chờ ký: một lượt rà đánh dấu đủ, đã ký hay đã rút thì không; lượt sau không ghi gì', async () => {
  await sign(await releasedReport(hospital));
  const others = [await releasedReport(hospital), await releasedReport(hospital)].toSorted();
  await releasedReport(hospital, { status: 'entered-in-error' });
  expect(await waiting()).toEqual([]);
  await hospital.rounds();
  expect(await waiting()).toEqual(others);
  const version = async () => (await marks()).map(({ meta }: Basic) => meta?.versionId);
  const before = await version();
  await hospital.rounds();
  expect(await version()).toEqual(before);
});

test('lượt rà sau chỉ đọc phiếu ghi từ lượt trước, kể cả phiếu nhập từ nơi khác với ngày trả đã cũ', async () => {
  const { store } = hospital.as('tool');
  const first = await releasedReport(hospital);
  hospital.tick(60);
  await hospital.rounds();
  // taken off by hand: nothing of the report was written since
  const [mark] = await marks();
  await store.update(signingMark(first, false, '2026-03-02', mark));
  hospital.tick(60);
  await hospital.rounds();
  expect(await waiting()).toEqual([]);
  const brought = await releasedReport(hospital, { issued: '2024-05-01T08:00:00+07:00' });
  hospital.tick(60);
  await hospital.rounds();
  expect(await waiting()).toEqual([brought]);
});

test('phiếu duyệt từ nhiều tháng trước khi cơ sở bắt đầu ký thì không đòi; từ khi bắt đầu ký thì đủ', async () => {
  await releasedReport(hospital);
  hospital.tick(90 * 24 * 60);
  await sign(await releasedReport(hospital));
  const forgotten = await releasedReport(hospital);
  hospital.tick(200 * 24 * 60);
  await hospital.rounds();
  expect(await waiting()).toEqual([forgotten]);
});

test('dấu bị gỡ trong lúc ký, đúng lúc có người sửa phiếu: lượt rà đặt lại', async () => {
  const { store } = hospital.as('tool');
  const id = await releasedReport(hospital);
  await store.update(signingMark(id, false, '2026-03-02', undefined));
  await hospital.rounds();
  expect(await waiting()).toEqual([id]);
});
