import { isFhirError } from '@lienmach/outcome';
import { expect, test } from 'vitest';
import { analyzer, deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();

test('kênh mới: lưu trong hồ sơ, tắt cho tới khi bật; lưu lại giữ nguyên bật hay tắt', async () => {
  const written = await desk.save();
  expect(written).toMatchObject({
    id: 'may-huyet-hoc',
    status: 'off',
    name: 'Máy huyết học',
    address: 'mllp://127.0.0.1:2599',
    connectionType: { code: 'mllp' },
  });
  await desk.call('switch-channel', 'Endpoint/may-huyet-hoc', { status: 'active' });
  expect(await desk.save({ name: 'Máy huyết học tầng 2' })).toMatchObject({
    status: 'active',
    name: 'Máy huyết học tầng 2',
  });
});

test('ai nhanh tay lưu trước thì người sau phải xem lại', async () => {
  await expect(desk.save({ version: '1' })).rejects.toMatchObject({ status: 412 });
});

test.each([
  ['mã kênh có dấu cách', { id: 'Máy 1' }, 'integration-desk.channelId'],
  ['thiếu tên', { name: '  ' }, 'integration-desk.nameMissing'],
  ['trạng thái lạ', { status: 'error' }, 'integration-desk.unknownStatus'],
  ['không phải JSON', { definition: '{' }, 'exchange.channelField'],
])('%s: không lưu', async (_title, input, code) => {
  await expect(desk.save(input)).rejects.toMatchObject({ code });
});

test('mọi chỗ sai của khai báo nói ra một lần', async () => {
  const definition = JSON.stringify({ ...analyzer, colour: 'đỏ', codec: 'morse', retry: { first: 1000 } });
  const thrown = await desk.save({ definition }).catch((error: unknown) => error);
  const issues = isFhirError(thrown) ? thrown.outcome.issue.map(({ details }) => details?.coding?.[0]?.code) : [];
  expect(issues).toEqual(['exchange.channelUnknownField', 'exchange.channelField', 'exchange.channelFieldElsewhere']);
});
