import { openTestHospital } from '@lienmach/testing';
import type { Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import { ledger } from '../index.ts';
import { writeVisit } from '../stories/books-for-tests.ts';
import { bookCorrections } from './book-corrections.ts';
import { checkMoney, type MoneyCheck } from './check-money.ts';
import { closePeriod } from './close-period.ts';

test('ngày kết thúc lượt khám sửa sang ngày khác của tháng đã khóa: hai bút toán, tổng không đổi', async () => {
  const hospital = await openTestHospital([ledger]);
  const { encounter } = await writeVisit(hospital);
  hospital.tick(31 * 24 * 60);
  const accountant = hospital.as('accountant');
  await accountant.call(closePeriod, undefined, { month: '2026-03' });
  const { store } = hospital.as('tool');
  await store.update<Encounter>({
    ...encounter,
    period: { start: '2026-03-02T07:45:00+07:00', end: '2026-03-04T09:00:00+07:00' },
  });
  const booked = await accountant.call<{ booked: number; id: readonly string[] }>(bookCorrections, undefined, {
    month: '2026-03',
  });
  expect(booked.id.toSorted()).toEqual([`dc1-20260302-luot-${encounter.id}`, `dc1-20260304-luot-${encounter.id}`]);
  const checked = await accountant.call<MoneyCheck>(checkMoney, undefined, { from: '2026-03-01', to: '2026-03-31' });
  expect(checked.identity.filter(({ holds }) => !holds)).toEqual([]);
  await hospital.close();
});
