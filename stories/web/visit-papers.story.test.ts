import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import type { Composition } from 'fhir/r4';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, overflow, shots, violations } from './browser.ts';
import { ofVisit, openDoctorsVisit } from './doctors-visit.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let visit: Visit;
let doctor: FhirClient;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
  doctor = await house.demo.as('doctor');
  await doctor.operation(`Encounter/${visit.encounter}/$record-examination`, {
    conclusion: 'Tăng huyết áp',
    main: { code: 'I10' },
  });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const papers = (): Promise<Composition[]> => ofVisit<Composition>(doctor, visit, 'Composition');

const openVisit = (look = {}) => openDoctorsVisit(browser, house, visit, look);

test('bác sĩ cấp giấy nghỉ việc và phiếu chuyển chỉ bằng bàn phím; thiếu gì báo tại ô; thu hồi có lý do', async () => {
  const page = await openVisit();
  await page.keyboard.press('Alt+g');
  const list = page.getByRole('region', { name: 'Giấy tờ cho người bệnh' });
  await list.getByText('Chưa cấp giấy nào').waitFor();
  expect(await violations(page)).toEqual([]);
  await list.getByRole('button', { name: 'Nghỉ việc hưởng BHXH' }).focus();
  await page.keyboard.press('Enter');
  const leave = page.getByRole('dialog', { name: 'Nghỉ việc hưởng BHXH' });
  await leave.getByLabel('Số ngày').waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.type('40', { delay: 50 });
  await page.keyboard.press('Control+Enter');
  await leave.getByText('Số ngày nghỉ phải từ 1 đến 30.').waitFor();
  await leave.getByText('Chưa ghi đơn vị làm việc.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: join(shots, 'visit-papers leave refused.png') });
  expect(await papers()).toEqual([]);
  await leave.getByLabel('Số ngày').fill('');
  await leave.getByLabel('Số ngày').focus();
  await page.keyboard.type('3', { delay: 50 });
  await leave.getByLabel('Mã số BHXH').fill('0990000001');
  await leave.getByLabel('Đơn vị làm việc').focus();
  await page.keyboard.type('Cong ty May Song May', { delay: 45 });
  await page.keyboard.press('Control+Enter');
  await list.getByText(/nghỉ từ/).waitFor();
  const [issued] = await papers();
  expect(issued).toMatchObject({ status: 'final', title: 'Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội' });
  await page.screenshot({ path: join(shots, 'visit-papers list.png') });

  await list.getByRole('button', { name: /^Thu hồi giấy số/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Thu hồi giấy số/ });
  await dialog.getByLabel('Lý do thu hồi').waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.type('Ghi nham don vi', { delay: 45 });
  await page.keyboard.press('Enter');
  await list.getByText('đã thu hồi', { exact: true }).waitFor();
  expect((await papers()).map(({ status }) => status)).toEqual(['entered-in-error']);
});

test('điện thoại tối: phiếu chuyển đọc được, không tràn', async () => {
  const page = await openVisit({ width: 390, height: 844, isDark: true });
  await page.keyboard.press('Alt+g');
  const list = page.getByRole('region', { name: 'Giấy tờ cho người bệnh' });
  await list.getByRole('button', { name: 'Chuyển cơ sở' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Chuyển cơ sở' }).getByLabel('Mã nơi đến').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, 'visit-papers phone.png') });
});
