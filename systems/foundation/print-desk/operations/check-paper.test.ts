import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paperCode } from '../rules/paper-code.ts';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { checkPaper } from './check-paper.ts';
import { print } from './print.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

const seal = (text: string) =>
  world.hospital.host.contextOf({ reference: 'Device/x', display: '', roles: [], client: '' }).seal(text);

async function printed(): Promise<{ job: Task; code: string }> {
  const { job } = await world.hospital.as('cashier').call(print, undefined, { form: 'PT', at: world.at });
  const token = job.identifier?.find(({ system }) => system?.endsWith('/ma-kiem-tra'))?.value ?? '';
  return { job, code: paperCode(token, seal) };
}
const check = (code: string, number?: string) =>
  world.hospital.as('paper-check').call(checkPaper, undefined, number === undefined ? { code } : { code, number });

test('giấy còn hiệu lực: chỉ nói tên mẫu và ngày in; số khác thì nói không khớp', async () => {
  const { code } = await printed();
  expect(await check(code)).toEqual({ verdict: 'valid', form: 'Phiếu thu', issued: '2026-03-02' });
  expect(await check(code, 'PT26.001')).toMatchObject({ verdict: 'valid' });
  expect(await check(code, 'PT26.999')).toMatchObject({ verdict: 'other-number' });
});

test('in lại nguyên nội dung thì cả hai bản còn hiệu lực; nội dung đổi rồi in lại thì bản cũ bị thay', async () => {
  const first = await printed();
  const second = await printed();
  expect(await check(first.code)).toMatchObject({ verdict: 'valid' });
  world.hospital.tick(1);
  await world.change({ note: [{ text: 'Khám Ngoại' }] });
  const third = await printed();
  expect(await check(second.code)).toMatchObject({ verdict: 'replaced' });
  expect(await check(third.code)).toMatchObject({ verdict: 'valid' });
});

test('sửa dòng ghi lần in trong hồ sơ thì dấu niêm hỏng', async () => {
  const { job, code } = await printed();
  const input = job.input?.map((one) => (one.type.text === 'number' ? { ...one, valueString: 'PT26.777' } : one)) ?? [];
  await world.hospital.as('tool').store.update<Task>({ ...job, input });
  expect(await check(code)).toMatchObject({ verdict: 'altered' });
});

test('mã bịa, mã rỗng, mã có ký tự lạ: không tìm thấy, không lỗi', async () => {
  for (const code of ['ABCD', '-', '\u202e<script>', '0'.repeat(24), paperCode('0'.repeat(16), seal)]) {
    expect(await check(code)).toEqual({ verdict: 'unknown' });
  }
});

test('phiếu bị hủy sau khi in thì giấy không còn hiệu lực', async () => {
  const { code } = await printed();
  await world.change({ status: 'cancelled' });
  expect(await check(code)).toMatchObject({ verdict: 'withdrawn' });
});
