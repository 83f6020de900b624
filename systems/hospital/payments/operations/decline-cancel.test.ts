import { openTestHospital } from '@lienmach/testing';
import type { Invoice, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts, vnd } from '../stories/visit-for-tests.ts';
import { cancelReceipt } from './cancel-receipt.ts';
import { collect } from './collect.ts';
import { declineCancel } from './decline-cancel.ts';

test('từ chối hủy: phiếu giữ nguyên, có lý do, sau đó yêu cầu lại được; đã từ chối thì không từ chối nữa', async () => {
  const hospital = await openTestHospital([payments]);
  const cashier = hospital.as('cashier');
  const { at } = await visitWithCosts(hospital);
  const receipt = await cashier.call<Invoice>(collect, at, { method: 'cash', amount: vnd(500000) });
  const ask = () => cashier.call<Task>(cancelReceipt, `Invoice/${receipt.id}`, { reason: 'Thu nhầm người' });
  const decline = (task: Task, reason = 'Phiếu đúng người bệnh') =>
    cashier.call<Task>(declineCancel, `Task/${task.id}`, { reason });
  const first = await ask();
  await expect(decline(first, 'sai')).rejects.toMatchObject({ code: 'payments.reasonNeeded' });
  expect(await decline(first)).toMatchObject({
    status: 'rejected',
    statusReason: { text: 'Phiếu đúng người bệnh' },
    owner: { reference: 'Practitioner/cashier' },
  });
  await expect(decline(first)).rejects.toMatchObject({ code: 'payments.notACancelRequest' });
  expect((await hospital.as('tool').store.read('Invoice', receipt.id ?? '')).status).toBe('balanced');
  expect((await ask()).id).not.toBe(first.id);
  await hospital.close();
});
