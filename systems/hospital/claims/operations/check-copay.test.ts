import type { Coverage, Money } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { checkCopay } from './check-copay.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

interface Copay {
  accumulated?: Money;
  remark?: string;
  asking: boolean;
}
const check = ({ id }: Coverage) => house.hospital.as('cashier').call<Copay>(checkCopay, `Coverage/${id}`);

async function newCard(): Promise<Coverage> {
  const { subject } = await finishedVisit(house.hospital);
  const [card] = await house.hospital.as('tool').store.search('Coverage', `beneficiary=${subject?.reference}`);
  if (card === undefined) throw new TypeError('no card');
  return card;
}

test('lũy kế cùng chi trả: hỏi phía sau, giữ số lớn nhất của năm và lời nhắc của cổng', async () => {
  const card = await newCard();
  house.gateway.says = {
    MaKetQua: '200',
    GhiChu: 'Dữ liệu đến hết hôm qua',
    DataCCT: [{ tBNCCTLuyKe: 250_000 }, { tBNCCTLuyKe: '1250000' }, { tBNCCTLuyKe: 'chưa có' }, null],
  };
  expect(await check(card)).toEqual({ asking: true });
  await house.hospital.settled();
  expect(await check(card)).toMatchObject({
    accumulated: { value: 1_250_000, currency: 'VND' },
    remark: 'Dữ liệu đến hết hôm qua',
    asking: false,
  });
  expect(house.gateway.asked.at(-1)?.path).toBe('/api/TraCuuCCT/TraCuuTienMCCT');
});

test('trả lời không rõ thì thôi hỏi', async () => {
  const card = await newCard();
  house.gateway.says = { MaKetQua: '205' };
  await check(card);
  await house.hospital.settled();
  expect(await check(card)).toEqual({ asking: false });
});

test('cổng không có dữ liệu thì không bịa số; cổng lỗi thì hỏi lại', async () => {
  const card = await newCard();
  house.gateway.says = { MaKetQua: '500' };
  await check(card);
  await house.hospital.settled();
  expect(await check(card)).toEqual({ asking: true });
  house.gateway.says = { MaKetQua: '204', DataCCT: [] };
  house.hospital.tick(1);
  await house.hospital.settled();
  expect(await check(card)).toMatchObject({ asking: false, remark: 'Kết quả tra cứu 204' });
  expect(await check(card)).not.toHaveProperty('accumulated');
});
