import { expect, test } from 'vitest';
import { deskWorld } from '../stories/desk-world.ts';

const desk = deskWorld();

test('các mục của kênh: bắt buộc, lựa chọn, giới hạn, cách truyền nào dùng', async () => {
  const { field } = await desk.call<{ field: { path: string }[] }>('channel-fields', undefined);
  const named = new Map(field.map((one) => [one.path, one]));
  expect(named.get('direction')).toMatchObject({ isRequired: true, type: 'choice', choices: ['in', 'out'] });
  expect(named.get('transport.port')).toMatchObject({ type: 'number', least: 1, most: 65_535, isRequired: false });
  expect(named.get('transport.folder')).toMatchObject({ transports: ['folder'], type: 'text' });
  expect(named.get('retry.first')).toMatchObject({ direction: 'out', unit: 'ms', default: '1000' });
});
