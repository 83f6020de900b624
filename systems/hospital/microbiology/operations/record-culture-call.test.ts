import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

const calls = async (): Promise<Task[]> =>
  (await world.hospital.all('Task')).filter(({ code }) => code?.coding?.[0]?.code === 'culture-call');
const call = (id: string | undefined, input: object) =>
  world.hospital.as('lab-technician').call<Task>('Task/$record-culture-call', `Task/${id}`, input);
const refusal = (code: string) => ({ code: `microbiology.${code}` });
const bench = () =>
  world.hospital
    .as('lab-technician')
    .call<{ entry: readonly { call?: object; orderNumber?: string }[] }>('DiagnosticReport/$culture-bench');

test('cấy máu có mọc: gọi báo một lần, hạn 30 phút, đọc lại phải có máu và dương tính; đọc nhầm thì việc gọi được rút', async () => {
  const report = await world.receive('C1', 'blood');
  await world.save(report, { reading: [{ day: 0, state: 'no-growth' }], smear: [{ finding: 'wbc', amount: '2+' }] });
  expect(await calls()).toEqual([]);
  const growth = { reading: [{ day: 0, state: 'growth' }], smear: [{ finding: 'gnb', amount: '2+' }] };
  await world.save(report, growth);
  const [task] = await calls();
  expect(task).toMatchObject({ status: 'requested', priority: 'stat', authoredOn: '2026-03-02T07:30:00+07:00' });
  expect(task?.description).toContain('Trực khuẩn Gram âm');
  expect((await bench()).entry).toEqual([expect.objectContaining({ orderNumber: 'C1', call: expect.anything() })]);
  await world.save(report, { reading: [{ day: 0, state: 'no-growth' }] });
  expect((await calls()).map(({ status }) => status)).toEqual(['cancelled']);
  await world.save(report, growth);
  expect((await calls()).map(({ status }) => status)).toEqual(['requested']);

  await expect(call(task?.id, { told: 'x', readBack: 'máu dương tính' })).rejects.toMatchObject(refusal('toldMissing'));
  const wrong = { told: 'BS Thử', readBack: 'máu âm tính' };
  await expect(call(task?.id, wrong)).rejects.toMatchObject(refusal('readBackDiffers'));
  world.hospital.tick(31);
  const told = { told: 'BS Thử', readBack: 'mau duong tinh' };
  expect(await call(task?.id, told)).toMatchObject({ status: 'completed', businessStatus: { text: 'Báo muộn' } });
  await expect(call(task?.id, told)).rejects.toMatchObject(refusal('callRecorded'));
  await world.save(report, growth);
  expect((await calls()).map(({ status }) => status)).toEqual(['completed']);
});

test('nước tiểu có mọc không gọi báo; việc khác không phải cuộc gọi của vi sinh', async () => {
  const before = (await calls()).length;
  const urine = await world.receive('C2', 'urine');
  await world.save(urine, { reading: [{ day: 0, state: 'growth' }] });
  expect(await calls()).toHaveLength(before);
  const other = await world.hospital
    .as('tool')
    .store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
  await expect(call(other.id, { told: 'BS Thử', readBack: 'x' })).rejects.toMatchObject(refusal('notACall'));
});

test('trả kết quả lúc 23:50 mà chưa ai gọi: qua nửa đêm vẫn đứng trên bàn cho tới khi ghi đã gọi', async () => {
  const { hospital } = world;
  const report = await world.receive('C3', 'blood');
  await world.save(report, { reading: [{ day: 0, state: 'growth' }] });
  await world.release(report, { stage: 'preliminary' });
  await world.save(report, { reading: [{ day: 0, state: 'growth' }], isolate: [{ number: 1, organism: 'ECO' }] });
  await world.release(report, { stage: 'final' });
  const numbers = async () => (await bench()).entry.map(({ orderNumber }) => orderNumber);
  const [open] = (await calls()).filter(({ status }) => status === 'requested');
  hospital.tick(24 * 60);
  const released = await hospital
    .as('lab-technician')
    .call<{ entry?: readonly object[] }>('DiagnosticReport/$culture-bench', undefined, { released: true });
  expect(released.entry ?? []).toEqual([]);
  expect(await numbers()).toContain('C3');
  await call(open?.id, { told: 'BS Thử', readBack: 'máu dương tính' });
  expect(await numbers()).not.toContain('C3');
});
