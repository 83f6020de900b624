import { identifierSystems } from '@lienmach/core';
import type { Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';
import { caseMaterials } from './case-materials.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const technician = () => world.hospital.as('lab-technician');
const look = (input: { readonly code?: string; readonly due?: string }) =>
  technician().call(caseMaterials, undefined, input);
const numbers = async (input: { readonly code?: string; readonly due?: string }) =>
  (await look(input)).material.map(({ number }) => number);
const keep = (specimen: string | undefined, step: string, text: string) =>
  technician().call<Specimen>('Specimen/$keep-material', specimen, { step, text });

test('quét một lam thấy lam ấy, gõ số ca thấy cả lọ, khối, lam; mã lạ và ống xét nghiệm bị từ chối', async () => {
  const report = await world.read(['chronic-gastritis']);
  const number = report.identifier?.at(-1)?.value ?? '';
  expect((await look({ code: number.toLowerCase() })).material).toMatchObject([
    { material: 'container', case: number, name: 'Trần Thị Thử', state: 'bench', isDue: false },
    { material: 'block', number: `${number}-A1` },
    { material: 'slide', number: `${number}-A1-1`, what: 'Hematoxylin - Eosin' },
  ]);
  const [slide] = (await look({ code: `${number}-A1-1` })).material;
  await keep(slide?.specimen.reference, 'stored', 'Tủ 3, ngăn 12');
  expect((await look({ code: ` ${number}-A1-1 ` })).material).toMatchObject([
    { state: 'stored', last: 'Lưu: Tủ 3, ngăn 12 (lab-technician)' },
  ]);
  await expect(look({ code: 'GPB26-99999' })).rejects.toMatchObject(refusal('unknownMaterial'));
  await expect(look({ due: 'paraffin' })).rejects.toMatchObject(refusal('unknownDue'));
  await world.hospital.as('tool').store.create<Specimen>({
    resourceType: 'Specimen',
    identifier: [{ system: identifierSystems.specimenNumber, value: '260302000999' }],
  });
  await expect(look({ code: '260302000999' })).rejects.toMatchObject(refusal('notMaterial'));
});

test('đến hạn: lọ sau 14 ngày kể từ kết quả chính thức, khối và lam sau 10 năm; đang mượn thì không, đã hủy thì thôi', async () => {
  const told = await world.read(['chronic-gastritis']);
  await world.read(['chronic-gastritis']); // never told for good
  await world.press('lab-doctor', '$release-case', told, { stage: 'final' });
  const number = told.identifier?.at(-1)?.value ?? '';
  const [container] = (await look({ code: number })).material;
  world.hospital.tick(13 * 24 * 60);
  expect(await numbers({})).toEqual([]);
  world.hospital.tick(24 * 60);
  expect(await numbers({ due: 'container' })).toEqual([container?.number]);
  expect(await numbers({ due: 'tissue' })).toEqual([]);

  await keep(container?.specimen.reference, 'lent', 'Bệnh viện tuyến trên');
  expect(await numbers({})).toEqual([]);
  await expect(keep(container?.specimen.reference, 'discarded', 'Hết hạn giữ')).rejects.toMatchObject(
    refusal('lentOut'),
  );
  await keep(container?.specimen.reference, 'returned', 'Tủ 1');
  expect(await numbers({})).toEqual([container?.number]);
  await keep(container?.specimen.reference, 'discarded', 'Hết hạn giữ');
  expect(await numbers({})).toEqual([]);

  world.hospital.tick(3653 * 24 * 60);
  expect(await numbers({ due: 'tissue' })).toEqual([`${number}-A1`, `${number}-A1-1`]);
});
