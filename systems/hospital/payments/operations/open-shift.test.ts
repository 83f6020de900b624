import { openTestHospital } from '@lienmach/testing';
import type { PaymentReconciliation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { openShift } from './open-shift.ts';

test('mở ca với tiền đầu ca đếm theo mệnh giá; bấm hai lần một ca; đang có ca thì không mở thêm', async () => {
  const hospital = await openTestHospital([payments]);
  const open = (count: object[], counter?: string) =>
    hospital
      .as('cashier')
      .call<PaymentReconciliation>(openShift, undefined, { count, ...(counter ? { counter } : {}) });
  const float = [{ denomination: 10000, pieces: 20 }];
  const card = open(float, 'Quầy 1, 4111 1111 1111 1111');
  await expect(card).rejects.toMatchObject({ code: 'payments.cardNumber' });
  const shift = await open(float, 'Quầy thu ngân 1');
  expect(shift).toMatchObject({
    outcome: 'queued',
    requestor: { reference: 'Practitioner/cashier' },
    disposition: 'Quầy thu ngân 1',
    paymentAmount: { value: 200000, currency: 'VND' },
  });
  const both = await Promise.all([open(float), open(float)]);
  expect(both.map(({ id }) => id)).toEqual([shift.id, shift.id]);
  await expect(open([])).rejects.toMatchObject({ code: 'payments.shiftOpen' });
  hospital.tick(2);
  await expect(open(float)).rejects.toMatchObject({ code: 'payments.shiftOpen' });
  await expect(open([{ denomination: 7, pieces: 1 }])).rejects.toMatchObject({ code: 'payments.badDenomination' });
  expect(await hospital.all('PaymentReconciliation')).toHaveLength(1);
  await hospital.close();
});
