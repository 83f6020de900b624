import { identifierSystems, identifierValue } from '@lienmach/core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { print } from './print.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test('mỗi lần in là một bản được đếm, có mã kiểm tra, bản sau ghi rõ in lại', async () => {
  const { hospital, at } = world;
  const cashier = hospital.as('cashier');
  const first = await cashier.call(print, undefined, { form: 'PT', at, room: 'thu-ngan' });
  expect(first.job).toMatchObject({
    status: 'in-progress',
    description: 'Phiếu thu PT26.001',
    focus: { reference: at },
  });
  const second = await cashier.call(print, undefined, { form: 'PT', at, paper: 'A5' });
  expect(identifierValue(second.job, identifierSystems.printCopy)).toBe(`PT.${at}.2`);
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(second.paper.data ?? '', 'base64')));
  const text = (await extractText(pdf, { mergePages: true })).text.replace(/\s+/g, ' ');
  expect(text).toContain('bản 2, in lại');
  expect(text).toMatch(/Mã kiểm tra( [0-9A-Z]{4}){6}/);
});

test('hai người in cùng lúc được hai số bản khác nhau', async () => {
  const { hospital, at } = world;
  const both = await Promise.all([1, 2].map(() => hospital.as('cashier').call(print, undefined, { form: 'PT', at })));
  const copies = both.map(({ job }) => identifierValue(job, identifierSystems.printCopy));
  expect(new Set(copies).size).toBe(2);
});

test.each([
  [{ form: 'KHONG' }, 'print-desk.unknownForm'],
  [{ form: 'PT', paper: 'A3' }, 'print-desk.unknownPaper'],
  [{ form: 'PT', copies: 0 }, 'print-desk.badCopies'],
  [{ form: 'PT', copies: 10 }, 'print-desk.badCopies'],
])('%j bị từ chối', async (input, code) => {
  const { hospital, at } = world;
  await expect(hospital.as('cashier').call(print, undefined, { at, ...input })).rejects.toMatchObject({ code });
});
