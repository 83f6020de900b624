import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { DiagnosticReport, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, openCaseWorld, PAP, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const accept = ({ id }: ServiceRequest, container: readonly string[]) =>
  world.hospital
    .as('lab-technician')
    .call<DiagnosticReport>('ServiceRequest/$accept-case', `ServiceRequest/${id}`, { container });
const numberOf = (report: DiagnosticReport) => identifierValue(report, identifierSystems.pathologyCase);

test('hai người nhận cùng lúc, ca đầu năm cũng thế: hai số khác nhau, không số nào mất', async () => {
  const both = async () => {
    const orders = [await world.order(BIOPSY), await world.order(BIOPSY)];
    const numbers = await Promise.all(orders.map((order) => world.numbers(order)));
    return (await Promise.all(orders.map((order, at) => accept(order, numbers[at] ?? [])))).map(numberOf).toSorted();
  };
  expect(await both()).toEqual(['GPB26-00001', 'GPB26-00002']);
  expect(await both()).toEqual(['GPB26-00003', 'GPB26-00004']);
});

test('nhận đủ lọ đã quét: ca bệnh mang số của năm, mô bệnh học và tế bào học đếm riêng; phiến đồ có sẵn lam đầu', async () => {
  const first = await world.accept(BIOPSY);
  expect(numberOf(first)).toBe('GPB26-00005');
  expect(numberOf(await world.accept(BIOPSY))).toBe('GPB26-00006');
  const smear = await world.accept(PAP);
  expect(numberOf(smear)).toBe('TBH26-00001');
  const sheet = await world.press('lab-technician', '$case-sheet', smear);
  expect(sheet).toMatchObject({ state: 'to-stain', slide: [{ block: 'A', number: 1, stain: 'PAP' }] });
  const tags = first.meta?.tag?.filter(({ system }) => system === codeSystems.pathologyBench);
  expect(tags).toEqual([expect.objectContaining({ code: 'to-gross' })]);
});

test('từ chối: thiếu lọ, lọ của người khác, chưa ghi giờ lấy, nhận hai lần, chỉ định đã hủy, không phải giải phẫu bệnh', async () => {
  const order = await world.order(BIOPSY);
  const numbers = await world.numbers(order);
  await expect(accept(order, [])).rejects.toMatchObject(refusal('containerMissing'));
  await expect(accept(order, [...numbers, '260302999999'])).rejects.toMatchObject(refusal('foreignContainer'));
  await accept(order, numbers);
  await expect(accept(order, numbers)).rejects.toMatchObject(refusal('acceptedBefore'));
  const bare = await world.order(BIOPSY, { container: [{ what: 'Mảnh chưa ghi giờ' }] });
  await expect(accept(bare, await world.numbers(bare))).rejects.toMatchObject(refusal('notCollected'));
  const { store } = world.hospital.as('tool');
  await store.update({ ...bare, status: 'revoked' });
  await expect(accept(bare, [])).rejects.toMatchObject(refusal('orderNotActive'));
  const { id: _id, meta: _meta, ...copy } = bare;
  const other = await store.create<ServiceRequest>({ ...copy, status: 'active', code: { text: 'Khác' } });
  await expect(accept(other, [])).rejects.toMatchObject(refusal('notPathology'));
});
