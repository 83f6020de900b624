import { join } from 'node:path';
import type { FhirClient } from '@lienmach/cli';
import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Bundle, DiagnosticReport, Observation, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let doctor: FhirClient;

const now = (): string => `${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;

/** the doctor has ordered a blood culture, the nurse has drawn it */
async function orderCulture(number: string, patient: string): Promise<void> {
  const subject = { reference: `Patient/${patient}` };
  await doctor.put({
    resourceType: 'Specimen',
    id: `mau-${number}`,
    subject,
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0487', code: 'BLD' }], text: 'Máu' },
    collection: { collectedDateTime: now() },
  });
  await doctor.put({
    resourceType: 'ServiceRequest',
    id: `cay-${number}`,
    status: 'active',
    intent: 'order',
    identifier: [{ system: identifierSystems.orderNumber, value: number }],
    code: {
      coding: [{ system: codeSystems.services7603, code: '24.0004.1716' }],
      text: 'Vi khuẩn nuôi cấy và định danh hệ thống tự động',
    },
    subject,
    authoredOn: now(),
    specimen: [{ reference: `Specimen/mau-${number}` }],
  });
}

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  doctor = await house.demo.as('doctor');
  const people = await doctor.get<Bundle>('Patient?_count=2&_sort=_id');
  for (const [index, { resource }] of (people.entry ?? []).entries())
    await orderCulture(`C${index}`, resource?.id ?? '');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function atWork(login: string, path: string, look: Look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
  await visitor.page.goto(`${house.demo.url}${path}`);
  return visitor;
}

async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `microbiology ${name}.png`) });
}

const type = async (page: Page, agent: string, value: string): Promise<void> => {
  await page.getByLabel(`${agent}, chủng 1`, { exact: true }).focus();
  await page.keyboard.type(value);
};
const reportOf = (number: string) => doctor.get<DiagnosticReport>(`DiagnosticReport/mb-cay-${number}`);

test('chỉ bằng bàn phím: nhận mẫu, đọc có mọc, gõ kháng sinh đồ thấy kết luận ngay, báo chống nhiễm khuẩn; bác sĩ trả kết quả', async () => {
  const { page } = await atWork('ktv-xet-nghiem', '/microbiology/bench/cay-C0');
  await page.getByLabel('Loại bệnh phẩm').waitFor();
  await looked(page, 'receive');
  await page.keyboard.press('Control+Enter');
  await page.getByLabel('Ngày 0', { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByLabel('Ngày 0', { exact: true }).inputValue()).toBe('growth');
  await page.keyboard.press('Alt+i');
  await page.getByLabel('Vi khuẩn', { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByLabel('Vi khuẩn', { exact: true }).inputValue()).toBe('KPN');
  await type(page, 'Ceftriaxon', '>32');
  await page
    .getByRole('row', { name: /^Ceftriaxon / })
    .getByText('R Kháng')
    .waitFor();
  await type(page, 'Gentamicin', '1');
  await type(page, 'Amikacin', '2');
  await page
    .getByRole('row', { name: /^Amikacin / })
    .getByText('giữ lại')
    .waitFor();
  await type(page, 'Meropenem', '8');
  await page.getByText('Vi khuẩn đường ruột kháng carbapenem (CRE)').waitFor();
  await looked(page, 'grid');
  await page.keyboard.press('Control+s');
  await page.getByText('Đã báo kiểm soát nhiễm khuẩn').waitFor();
  const alerts = await doctor.get<Bundle>(`Task?code=${codeSystems.taskKind}|infection-alert`);
  expect(alerts.entry?.map(({ resource }) => (resource as Task).status)).toEqual(['requested']);
  expect((await reportOf('C0')).status).toBe('registered');
  await page.context().close();

  const second = (await atWork('bac-si-xet-nghiem', '/microbiology/bench/cay-C0', { isDark: true })).page;
  await second.getByRole('button', { name: /Trả kết quả cuối/ }).waitFor();
  await looked(second, 'dark');
  await second.keyboard.press('Control+Enter');
  await expect.poll(async () => (await reportOf('C0')).status).toBe('final');
  const isolate = await doctor.get<Observation>('Observation/mb-cay-C0-i1');
  expect(isolate.hasMember?.map(({ reference }) => reference?.split('-').at(-1)).toSorted()).toEqual([
    'CRO',
    'GEN',
    'MEM',
  ]);
  await second.getByLabel('Lý do sửa kết quả đã trả').waitFor();
  await looked(second, 'released');
  await second.context().close();
});

test('cấy máu dương tính: gọi báo có đồng hồ, đọc lại rồi ghi nhận, bằng bàn phím', async () => {
  const { page } = await atWork('ktv-xet-nghiem', '/microbiology/bench/cay-C0');
  await page.getByText('Dương tính, chưa gọi báo').waitFor();
  await page.getByText(/Còn \d+ phút để gọi/).waitFor();
  await page.getByLabel('Đã báo cho').focus();
  await page.keyboard.type('BS Trần Văn Thử', { delay: 40 });
  await page.getByLabel('Người nghe đọc lại').focus();
  await page.keyboard.type('cấy máu dương tính', { delay: 40 });
  await looked(page, 'call');
  await page.keyboard.press('Control+b');
  const calls = async () => (await doctor.get<Bundle>(`Task?code=${codeSystems.taskKind}|culture-call`)).entry ?? [];
  await expect
    .poll(async () => (await calls()).map(({ resource }) => (resource as Task).status))
    .toEqual(['completed']);
  await page.context().close();
});

test('điện thoại: danh sách và phiếu không tràn', async () => {
  const { page } = await atWork('ktv-xet-nghiem', '/microbiology/bench/cay-C0', { width: 390, height: 844 });
  await page.getByLabel('Meropenem, chủng 1', { exact: true }).waitFor();
  await looked(page, 'phone');
  await page.context().close();
});
