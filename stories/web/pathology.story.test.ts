import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import type { DiagnosticReport, Observation, ServiceRequest, Specimen, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { ofVisit, openDoctorsVisit } from './doctors-visit.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let visit: Visit;
let doctor: FhirClient;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
  doctor = await house.demo.as('doctor');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 40 });

async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `pathology ${name}.png`) });
}

async function atBench(login: string, report: string, look: Look = {}): Promise<Page> {
  const { page } = await openVisitor(browser, house.demo.url, look);
  await signIn(page, login, house.demo.password);
  await page.goto(`${house.demo.url}/pathology/bench/${report}`);
  return page;
}

const reports = () => ofVisit<DiagnosticReport>(doctor, visit, 'DiagnosticReport');
const theReport = async (): Promise<DiagnosticReport | undefined> =>
  (await reports()).find(({ category }) => category?.[0]?.coding?.[0]?.code === 'SP');

test('chỉ bằng bàn phím: bác sĩ gửi mẩu sinh thiết; kỹ thuật viên quét lọ, lấy khối, nhuộm xong', async () => {
  const page = await openDoctorsVisit(browser, house, visit);
  await page.keyboard.press('Alt+i');
  const order = page.getByRole('region', { name: 'Chỉ định giải phẫu bệnh' });
  await order.getByLabel('Bệnh phẩm').focus();
  await write(page, 'Hang vị, 2 mảnh');
  await page.keyboard.press('Tab');
  await write(page, 'D');
  await expect.poll(() => order.getByLabel('Vị trí').inputValue()).toBe('stomach');
  await order.getByLabel('Lâm sàng, yêu cầu thêm').focus();
  await write(page, 'Loét hang vị');
  await looked(page, 'order');
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await theReport())?.status).toBe('registered');
  await order.getByText('đang làm').waitFor();
  await page.context().close();

  const report = await theReport();
  const [container] = await ofContainer(report);
  const bench = await atBench('ktv-xet-nghiem', report?.id ?? '');
  await bench.getByLabel('Mã lọ').waitFor();
  await bench.getByLabel('Mã lọ').focus();
  await write(bench, '260302999999');
  await bench.keyboard.press('Enter');
  await bench.getByText('Lọ 260302999999 không thuộc chỉ định này').waitFor();
  await write(bench, container?.identifier?.[0]?.value ?? '');
  await bench.keyboard.press('Enter');
  await bench.getByText('1/1 lọ đã quét').waitFor();
  await looked(bench, 'receive');
  await bench.keyboard.press('Control+Enter');
  await bench.getByLabel('Mô tả đại thể').waitFor();
  await bench.getByLabel('Mô tả đại thể').focus();
  await write(bench, 'Hai mảnh mô trắng 3 mm');
  await bench.keyboard.press('Alt+k');
  await bench.getByLabel('Lam A1-1 đã nhuộm').waitFor();
  await bench.keyboard.press('Alt+x');
  await expect.poll(() => bench.getByLabel('Lam A1-1 đã nhuộm').isChecked()).toBe(true);
  await bench.keyboard.press('Control+s');
  await expect.poll(async () => (await theReport())?.meta?.tag?.map(({ code }) => code)).toContain('to-read');
  await looked(bench, 'bench');

  // the slide goes into its drawer, the container may not go yet
  await bench.keyboard.press('Alt+j');
  await bench.getByText('Không có gì đến hạn hủy').waitFor();
  await bench.getByLabel('Chỗ lưu').focus();
  await write(bench, 'Tủ 3, ngăn 12');
  await bench.keyboard.press('Control+2');
  const number = (await theReport())?.identifier?.at(-1)?.value ?? '';
  await write(bench, `${number}-a1-1`);
  await bench.keyboard.press('Enter');
  await bench.getByRole('button', { name: `Bỏ ${number}-A1-1` }).waitFor();
  await bench.keyboard.press('Control+s');
  await bench.getByText('Lưu: đã ghi 1 mục').waitFor();
  await write(bench, number);
  await bench.keyboard.press('Enter');
  await bench.getByRole('tab', { name: `Ca ${number}`, selected: true }).waitFor();
  await bench.getByText('trong kho').waitFor();
  await bench.keyboard.press('Control+1');
  await bench.keyboard.press('Home');
  await bench.keyboard.press('Space');
  await bench.keyboard.press('Alt+4');
  await bench.getByLabel('Lý do hủy, cách hủy').focus();
  await write(bench, 'Dọn tủ');
  await looked(bench, 'materials');
  await bench.keyboard.press('Control+s');
  await bench.getByRole('dialog', { name: 'Hủy 1 mục' }).waitFor();
  await looked(bench, 'discard');
  await bench.keyboard.press('Control+Enter');
  await bench.getByRole('alert').getByText('Chưa trả kết quả chính thức').waitFor();
  await looked(bench, 'materials refused');
  await bench.setViewportSize({ width: 390, height: 844 });
  await looked(bench, 'materials phone');
  await bench.context().close();
});

const ofContainer = async (report: DiagnosticReport | undefined): Promise<Specimen[]> =>
  Promise.all((report?.specimen ?? []).map(({ reference }) => doctor.get<Specimen>(reference ?? '')));

test('bác sĩ đọc, người thứ hai đồng ý trên điện thoại, trả kết quả rồi gọi báo; bác sĩ chỉ định thấy trong hồ sơ', async () => {
  const id = (await theReport())?.id ?? '';
  const reader = await atBench('bac-si-xet-nghiem', id, { isDark: true });
  await reader.getByLabel('Vi thể', { exact: true }).waitFor();
  await reader.getByLabel('Vi thể', { exact: true }).focus();
  await write(reader, 'Tuyến không điển hình xâm nhập mô đệm');
  await reader.getByLabel('Mã chẩn đoán').focus();
  await write(reader, 'te bao nhan');
  await reader.getByRole('option', { name: /Ung thư biểu mô tế bào nhẫn/, selected: true }).waitFor();
  await reader.waitForTimeout(600);
  await reader.keyboard.press('Enter');
  await expect
    .poll(() => reader.getByLabel('Chẩn đoán', { exact: true }).inputValue())
    .toBe('Ung thư biểu mô tế bào nhẫn');
  await reader.keyboard.press('Control+s');
  await reader.getByText('Chẩn đoán ác tính cần người đọc thứ hai.').waitFor();
  await looked(reader, 'reading dark');

  const second = await atBench('truong-khoa-xet-nghiem', id, { width: 390, height: 844 });
  await second.getByRole('button', { name: /^Đồng ý/ }).waitFor();
  await looked(second, 'phone');
  await second.keyboard.press('Alt+y');
  await second.getByText('đồng ý', { exact: false }).first().waitFor();
  await expect.poll(async () => (await theReport())?.meta?.tag?.map(({ code }) => code)).toContain('to-release');
  await second.context().close();

  await reader.reload();
  await reader.getByText(/đồng ý$/).waitFor();
  await reader.keyboard.press('Control+Enter');
  await expect.poll(async () => (await theReport())?.status).toBe('final');
  await reader.getByLabel('Người nghe đọc lại').waitFor();
  await reader.getByLabel('Đã báo cho').focus();
  await write(reader, 'BS Trần Văn Thử');
  await reader.getByLabel('Người nghe đọc lại').focus();
  await write(reader, 'Ung thư biểu mô tế bào nhẫn');
  await looked(reader, 'call');
  await reader.keyboard.press('Control+b');
  const calls = () => ofVisit<Task>(doctor, visit, 'Task');
  const isCall = ({ code }: Task) => code?.coding?.some((one) => one.code === 'pathology-call') === true;
  await expect.poll(async () => (await calls()).filter(isCall).map(({ status }) => status)).toEqual(['completed']);
  await reader.context().close();

  const results = await ofVisit<Observation>(doctor, visit, 'Observation');
  const diagnosis = results.find(({ id: one }) => one === `${id}-diagnosis`);
  expect(diagnosis?.valueCodeableConcept?.coding?.[0]?.code).toBe('8490/3');
  const page = await openDoctorsVisit(browser, house, visit);
  await page.keyboard.press('Alt+i');
  await page.getByRole('list', { name: 'Kết quả giải phẫu bệnh' }).getByText('đã trả').waitFor();
  await looked(page, 'chart');
  await page.keyboard.press('Alt+c');
  const culture = page.getByRole('region', { name: 'Chỉ định nuôi cấy' });
  await culture.getByLabel('Bệnh phẩm').focus();
  await page.keyboard.press('Control+s');
  await culture.getByRole('list', { name: 'Nuôi cấy của lượt khám' }).getByText('đang làm').waitFor();
  await looked(page, 'culture order');
  const orders = await ofVisit<ServiceRequest>(doctor, visit, 'ServiceRequest');
  expect(orders.map(({ category }) => category?.[0]?.coding?.[0]?.code).toSorted()).toEqual(['MB', 'SP']);
  await page.context().close();
});
