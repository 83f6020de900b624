import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { receiptsOf, visitWithCosts, vnd } from './visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const outsiders = ['doctor', 'nurse', 'lab-technician', 'lab-doctor', 'records-clerk', 'integration'];
const mayLook = ['registrar', 'claims-clerk', 'administrator'];

test.each([...outsiders, ...mayLook])(
  '%s không thu được tiền, không tạo được mã QR, không in được phiếu',
  async (role) => {
    const { at, encounter } = await visitWithCosts(hospital);
    const person = hospital.as(role);
    await expect(person.call('Encounter/$collect', at, { method: 'cash', amount: vnd(500000) })).rejects.toMatchObject({
      status: 403,
    });
    await expect(person.call('Encounter/$payment-qr', at)).rejects.toMatchObject({ status: 403 });
    await expect(person.call('Invoice/$print-receipt', 'Invoice/x')).rejects.toMatchObject({ status: 403 });
    expect(await receiptsOf(hospital, encounter)).toEqual([]);
  },
);

test.each(outsiders)('%s không xem được bảng kê chi phí', async (role) => {
  const { at } = await visitWithCosts(hospital);
  await expect(hospital.as(role).call('Encounter/$cost-statement', at)).rejects.toMatchObject({ status: 403 });
});

test.each(mayLook)('%s xem được bảng kê chi phí', async (role) => {
  const { at } = await visitWithCosts(hospital);
  await expect(hospital.as(role).call('Encounter/$cost-statement', at)).resolves.toMatchObject({ due: vnd(500000) });
});
