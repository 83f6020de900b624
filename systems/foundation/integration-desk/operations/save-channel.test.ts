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
  ['kênh mới trùng mã', { isNew: true }, 'integration-desk.idTaken'],
])('%s: không lưu', async (_title, input, code) => {
  await expect(desk.save(input)).rejects.toMatchObject({ code });
});

test('mọi chỗ sai của khai báo nói ra một lần', async () => {
  const definition = JSON.stringify({ ...analyzer, colour: 'đỏ', codec: 'morse', retry: { first: 1000 } });
  const thrown = await desk.save({ definition }).catch((error: unknown) => error);
  const issues = isFhirError(thrown) ? thrown.outcome.issue.map(({ details }) => details?.coding?.[0]?.code) : [];
  expect(issues).toEqual(['exchange.channelUnknownField', 'exchange.channelField', 'exchange.channelFieldElsewhere']);
});

const sending = (host: string, tls = 'none') =>
  JSON.stringify({ direction: 'out', transport: { kind: 'mllp', host, port: 2575, tls }, partner: { id: 'lis' } });
const http = JSON.stringify({
  direction: 'in',
  transport: { kind: 'http' },
  partner: { id: 'his', credential: 'his.txt' },
});

test.each([
  ['máy ngoài, không mã hóa', { definition: sending('203.0.113.5') }, 'exchange.channelHost'],
  ['máy ngoài, có TLS, chưa ai khai', { definition: sending('lis.khac.example', 'server') }, 'exchange.channelHost'],
  ['bí mật mang tên kênh khác', { id: 'kenh-his', definition: http, status: 'off' }, 'exchange.channelSecret'],
  ['bí mật chưa có mà bật', { id: 'his', definition: http, status: 'active' }, 'exchange.channelSecret'],
])('%s: nói ngay khi lưu', async (_title, input, code) => {
  await expect(desk.save({ id: 'kenh-gui', ...input })).rejects.toMatchObject({ code });
});

test('bí mật chưa có: kênh tắt vẫn lưu được, bật thì chưa', async () => {
  expect(await desk.save({ id: 'his', definition: http })).toMatchObject({ status: 'off' });
  await expect(desk.call('switch-channel', 'Endpoint/his', { status: 'active' })).rejects.toMatchObject({
    code: 'exchange.channelSecret',
  });
});
