import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { Bundle, ChargeItem, DiagnosticReport, FhirResource, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { outsideMessage, outsidePerson, sendByMessage } from './outside-laboratory.ts';
import { scan } from './scan.ts';

const CRP = '23.0228.1483';
const BLOOD_COUNT = '22.0121.1369';

let house: WebDemo;
let browser: Browser;
let visit: Visit;
let lab: FhirClient;

const resources = async <R extends FhirResource>(query: string): Promise<R[]> =>
  ((await lab.get<Bundle>(query)).entry ?? []).map(({ resource }) => resource as R);

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
  const doctor = await house.demo.as('doctor');
  const test = [CRP, BLOOD_COUNT].map((valueCode) => ({ valueCode }));
  await doctor.operation(`Encounter/${visit.encounter}/$order-tests`, { test });
  lab = await house.demo.as('lab-doctor');
  const nurse = await house.demo.as('nurse');
  for (const { id } of await resources<Specimen>(`Specimen?subject=Patient/${visit.patient}`))
    await nurse.operation(`Specimen/${id}/$collect`);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

interface Ordered {
  readonly order: ServiceRequest;
  readonly tube: string;
}

async function orderOf(test: string): Promise<Ordered> {
  const orders = await resources<ServiceRequest>(`ServiceRequest?encounter=Encounter/${visit.encounter}`);
  const order = orders.find(({ code }) => code?.coding?.some((one) => one.code === test));
  const tube = await lab.get<Specimen>(order?.specimen?.[0]?.reference ?? '');
  if (order === undefined) throw new Error(`${test} was not ordered`);
  return { order, tube: identifierValue(tube, identifierSystems.specimenNumber) ?? '' };
}

async function atDesk(login: string, look: Look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
  await visitor.page.goto(`${house.demo.url}/lab-referral/desk`);
  await visitor.page.getByRole('tab', { name: /Chờ gửi/ }).waitFor();
  return visitor;
}

async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `lab-referral ${name}.png`) });
}

const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 30 });

async function pick(page: Page, text: string, option: RegExp): Promise<void> {
  await page.getByLabel('Thêm xét nghiệm').focus();
  await write(page, text);
  await page.getByRole('option', { name: option, selected: true }).first().waitFor();
  await page.keyboard.press('Enter');
}

describe('gửi mẫu làm nơi khác, chỉ bằng bàn phím và đầu quét', () => {
  test('trưởng khoa khai báo nơi nhận: CRP thường gửi, công thức máu thì không', async () => {
    const { page } = await atDesk('truong-khoa-xet-nghiem');
    await page.getByText('Chưa khai báo nơi nhận mẫu').waitFor();
    await looked(page, 'empty');
    await page.keyboard.press('Alt+l');
    const dialog = page.getByRole('dialog', { name: 'Nơi nhận mẫu' });
    for (const [label, text] of [
      ['Mã cơ sở', '99002'],
      ['Tên', 'Phòng xét nghiệm Mẫu'],
      ['Điện thoại', '028 1234 5678'],
    ] as const) {
      await dialog.getByLabel(label, { exact: true }).focus();
      await write(page, text);
    }
    await page.keyboard.press('Control+s');
    await dialog.getByText(/ít nhất một xét nghiệm/).waitFor();
    await pick(page, 'crp', /CRP/);
    await pick(page, 'te bao mau', /tế bào máu/);
    await dialog.getByLabel('Thường gửi').nth(1).focus();
    await page.keyboard.press('Space');
    await looked(page, 'laboratory');
    await page.keyboard.press('Control+s');
    await page.getByText('Đã lưu nơi nhận mẫu').waitFor();
    await page.context().close();
  });

  test('mẫu nhận xong tự vào danh sách, ống quét thêm thì hỏi nơi; đóng chuyến, in phiếu', async () => {
    const { page } = await atDesk('ktv-xet-nghiem');
    const technician = await house.demo.as('lab-technician');
    const [crp, count] = await Promise.all([orderOf(CRP), orderOf(BLOOD_COUNT)]);
    for (const number of new Set([crp.tube, count.tube])) await technician.operation('Specimen/$receive', { number });
    await page.getByRole('row', { name: /CRP/ }).waitFor();
    await scan(page, count.tube);
    await page.getByRole('dialog', { name: `Gửi mẫu ${count.tube} đi đâu?` }).waitFor();
    await looked(page, 'where');
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Mẫu ${count.tube}: 1 xét nghiệm vào danh sách gửi`).first().waitFor();
    await page.getByRole('row', { name: /tế bào máu/ }).waitFor();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Alt+a');
    await looked(page, 'to send');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Gửi đến Phòng xét nghiệm Mẫu' });
    await dialog.getByLabel('Người vận chuyển').focus();
    await write(page, 'Anh Ba, xe lạnh');
    await looked(page, 'box');
    await page.keyboard.press('Control+Enter');
    await page
      .getByText(/Đã gửi chuyến G\d{6}-/)
      .first()
      .waitFor();
    await dialog.waitFor({ state: 'hidden' });
    // the list of the box has gone to the browser: keys are the desk's again
    await page.getByText('Phiếu gửi mẫu: đã mở hộp in').waitFor();
    await page.keyboard.press('Alt+2');
    await page.getByRole('row', { name: /CRP.*Còn 24 giờ|CRP.*Còn 23 giờ/ }).waitFor();
    await looked(page, 'sent');
    await page.context().close();
  });

  test('kết quả về bằng bản tin có số chỉ định; bác sĩ xem rồi nhận: chỉ định xong, tính tiền, lượt khám có kết quả', async () => {
    const { order } = await orderOf(CRP);
    const patient = await lab.get<Patient>(`Patient/${visit.patient}`);
    const number = identifierValue(order, identifierSystems.orderNumber) ?? '';
    await sendByMessage(house, outsideMessage(outsidePerson(patient), number));
    const { page } = await atDesk('bac-si-xet-nghiem');
    await page.keyboard.press('Alt+3');
    await page.getByRole('row', { name: /CRP/ }).waitFor();
    await page.getByText('Kali máu').waitFor();
    await looked(page, 'returned');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã nhận kết quả, chỉ định hoàn tất').first().waitFor();
    await page.getByText('Chưa có kết quả nào về').waitFor();
    await page.context().close();
    expect((await lab.get<ServiceRequest>(`ServiceRequest/${order.id}`)).status).toBe('completed');
    const reports = await resources<DiagnosticReport>(`DiagnosticReport?based-on=ServiceRequest/${order.id}`);
    expect(reports.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'final']);
    expect(reports.some(({ meta }) => meta?.tag?.some(({ system }) => system === codeSystems.labQueue))).toBe(false);
    const charges = await resources<ChargeItem>(`ChargeItem?context=Encounter/${visit.encounter}`);
    expect(charges.filter(({ code }) => code.coding?.some((one) => one.code === CRP))).toHaveLength(1);
  });

  test.each([
    { name: 'máy bàn tối', width: 1366, height: 768, isDark: true },
    { name: 'điện thoại', width: 390, height: 844, isDark: false },
  ])('$name: bàn gửi mẫu không tràn, đọc được', async ({ name, ...look }) => {
    const { page } = await atDesk('ktv-xet-nghiem', look);
    await looked(page, name);
    await page.context().close();
  });
});
