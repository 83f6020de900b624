import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const system = codeSystems.services7603;
const ask = (input: object = {}) => hospital.as('administrator').call('$price-list', undefined, input);

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk], {
    concepts: [
      {
        system,
        code: '02.1896',
        display: 'Khám Nội',
        validTo: '2026-06-30',
        properties: { price: '45000', unit: 'Lần', decision: '01/QĐ-THU' },
      },
      { system, code: '03.1897', display: 'Khám Nhi', properties: {} },
    ],
  });
});
afterAll(() => hospital.close());

test('bảng giá hôm nay: giá, đơn vị, số quyết định, ngày hết; mã chưa có giá vẫn thấy', async () => {
  expect(await ask()).toEqual({
    total: 2,
    line: [
      {
        code: '02.1896',
        display: 'Khám Nội',
        price: '45000',
        unit: 'Lần',
        decision: '01/QĐ-THU',
        validTo: '2026-06-30',
      },
      { code: '03.1897', display: 'Khám Nhi' },
    ],
  });
  expect(await ask({ filter: 'nhi' })).toMatchObject({ total: 1 });
  expect(await ask({ date: '2026-07-01' })).toMatchObject({ total: 1, line: [{ code: '03.1897' }] });
});

test.each([{ count: 0 }, { count: 201 }, { offset: -1 }])('trang không hợp lệ %o bị từ chối', async (page) => {
  await expect(ask(page)).rejects.toMatchObject({ code: 'catalog-desk.badPage' });
});
