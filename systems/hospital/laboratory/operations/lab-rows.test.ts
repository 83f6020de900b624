import { expect, test } from 'vitest';
import { labIndicators } from '../catalogs/lab-indicators.ts';
import { openLabVisit } from '../stories/open-lab-visit.ts';
import { labRow, labRows } from './lab-rows.ts';

test('danh mục xem được cả dòng của sản phẩm: mỗi chỉ số một dòng, theo tên; chỉ số lạ thì nói không có', async () => {
  const { hospital } = await openLabVisit();
  const head = hospital.as('lab-head');
  const { row } = await head.call(labRows);
  expect(row).toHaveLength(labIndicators.length);
  expect(row.every(({ site, proposed }) => !site && !proposed)).toBe(true);
  const names = row.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'vi')));
  const { version } = await head.call(labRow, undefined, { code: 'K' });
  expect(version.map(({ state }) => state)).toEqual(['product']);
  await expect(head.call(labRow, undefined, { code: 'KHONG-CO' })).rejects.toMatchObject({
    code: 'laboratory.unknownIndicator',
  });
  await hospital.close();
});
