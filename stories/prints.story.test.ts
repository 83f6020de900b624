import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printPdf } from '@lienmach/documents';
import { laboratory } from '@lienmach/laboratory';
import { medicalRecord } from '@lienmach/medical-record';
import { pageIn } from '@lienmach/papers';
import { payments } from '@lienmach/payments';
import { prescribing } from '@lienmach/prescribing';
import { registration } from '@lienmach/registration';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { visitPapers } from '@lienmach/visit-papers';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './prints/check-print.ts';
import { pageImages } from './prints/page-image.ts';
import { printCases } from './prints/print-cases.ts';
import { type PrintWorld, printWorld } from './prints/print-world.ts';
import { textBoxes } from './prints/text-boxes.ts';

/** every print of a run, as PDF and as pictures of its pages, to be looked at */
const folder = join(import.meta.dirname, '..', 'dist', 'prints');
const check = {
  url: 'https://benhvien.example/verify/paper/K7P2ZQ4HJKMNPQRSTVWXYZ01',
  code: 'K7P2ZQ4HJKMNPQRSTVWXYZ01',
};

let hospital: TestHospital;
const worlds = new Map<string, PrintWorld>();

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  hospital = await openTestHospital([registration, prescribing, laboratory, payments, medicalRecord, visitPapers]);
  for (const [index, plan] of printCases.entries()) worlds.set(plan.id, await printWorld(hospital, plan, index + 1));
});
afterAll(() => hospital?.close());

type Paper = readonly [name: string, role: string, operation: string, at: (world: PrintWorld) => string, paper: string];

const visit = ({ encounter }: PrintWorld): string => encounter;
const invoice =
  (index: number) =>
  ({ invoices }: PrintWorld): string =>
    invoices[index] ?? '';

const forms: readonly Paper[] = [
  ['phiếu số thứ tự', 'registrar', 'Encounter/$print-number-slip', visit, '80mm'],
  ['đơn thuốc', 'doctor', 'Encounter/$print-prescription', visit, 'A5'],
  ['phiếu chỉ định', 'doctor', 'Encounter/$print-order-slip', visit, 'A5'],
  ['nhãn ống', 'nurse', 'Encounter/$print-tube-labels', visit, '50x30'],
  ['kết quả xét nghiệm', 'lab-doctor', 'Encounter/$print-results', visit, 'A5'],
  ['kết quả xét nghiệm', 'lab-doctor', 'Encounter/$print-results', visit, 'A4'],
  ['phiếu thu', 'cashier', 'Invoice/$print-receipt', invoice(0), '80mm'],
  ['phiếu thu', 'cashier', 'Invoice/$print-receipt', invoice(0), 'A5'],
  ['phiếu tạm ứng', 'cashier', 'Invoice/$print-receipt', invoice(1), '80mm'],
  ['phiếu hoàn tiền', 'cashier', 'Invoice/$print-receipt', invoice(2), 'A5'],
  ['bảng kê chi phí', 'cashier', 'Encounter/$print-cost-statement', visit, 'A4'],
  ['biên bản kiểm quỹ', 'cashier', 'PaymentReconciliation/$print-shift', ({ shift }) => shift, 'A4'],
  ['giấy nghỉ việc', 'doctor', 'Encounter/$print-sick-leave', visit, 'A5'],
  ['phiếu chuyển cơ sở', 'doctor', 'Encounter/$print-referral', visit, 'A4'],
  ['tóm tắt hồ sơ bệnh án', 'doctor', 'Encounter/$print-summary', visit, 'A4'],
];

describe.each(printCases)('giấy in: $id', (plan) => {
  test.each(forms)('%s', { timeout: 60_000 }, async (name, role, operation, at, paper) => {
    const world = worlds.get(plan.id);
    if (world === undefined) throw new Error('the visit was not made');
    const binary = await hospital.as(role).call<Binary>(operation, at(world), { as: 'page', paper });
    const page = pageIn(binary);
    expect(page.paper).toBe(paper);
    const stamp = {
      printed: 'In lúc 09:31 02/03/2026',
      printedAt: hospital.now(),
      copy: plan.lines > 9 ? 2 : 1,
      check,
    };
    const pdf = await printPdf(page, stamp);
    const file = join(folder, `${name} ${paper}, ${plan.id}`);
    writeFileSync(`${file}.pdf`, pdf);
    const images = await pageImages(pdf, paper === '50x30' ? 6 : 2);
    for (const [index, image] of images.entries()) writeFileSync(`${file}, trang ${index + 1}.png`, image);
    expect(faultsOf(await textBoxes(pdf), page)).toEqual([]);
  });
});
