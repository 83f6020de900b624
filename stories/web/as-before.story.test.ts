import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import type { FhirResource, MedicationRequest, ServiceRequest } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
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
  await playSteps(visitSteps, newVisit(house.demo), () => undefined);
  // the same person comes again
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

const here = <R extends FhirResource>(type: R['resourceType']): Promise<R[]> => ofVisit<R>(doctor, visit, type);

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const openVisit = (look = {}) => openDoctorsVisit(browser, house, visit, look);

test('tái khám: chỉ định và đơn như lần trước, từng dòng tự chọn, khác gì thì nói; bộ chỉ định sửa được trước khi gửi', async () => {
  const page = await openVisit();
  await press(page, 'F9');
  await page.getByLabel('Thêm xét nghiệm').waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.type('bo mo mau', { delay: 40 });
  await page.getByRole('option', { name: /Bộ Mỡ máu/, selected: true }).waitFor();
  await page.waitForTimeout(400);
  await press(page, 'Enter');
  const basket = page.getByRole('region', { name: 'Giỏ chỉ định' });
  await expect.poll(() => basket.getByRole('listitem').count()).toBe(4);
  await press(page, 'Escape', 'Alt+l');
  const orders = page.getByRole('dialog', { name: 'Như lần trước' });
  await orders.getByText('đã có hôm nay').first().waitFor();
  expect(await orders.locator('input:checked').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: join(shots, 'as-before orders.png') });
  await press(page, 'Space', 'Control+Enter');
  await expect.poll(() => basket.getByRole('listitem').count()).toBe(5);
  await basket.getByRole('button', { name: /Bỏ .*Triglycerid/ }).focus();
  await press(page, 'Enter');
  await expect.poll(() => basket.getByRole('listitem').count()).toBe(4);
  expect(await here<ServiceRequest>('ServiceRequest')).toEqual([]);
  await page.getByLabel('Thêm xét nghiệm').focus();
  await press(page, 'Control+s');
  await page.getByText('Đã gửi 4 xét nghiệm').waitFor();
  expect(await here<ServiceRequest>('ServiceRequest')).toHaveLength(4);

  await press(page, 'F8');
  await page.waitForTimeout(150);
  await page.keyboard.type('amlo 2v x 1l/n x 28 ngày', { delay: 40 });
  await page.getByRole('option', { name: /Amlodipin/, selected: true }).waitFor();
  await page.waitForTimeout(600);
  await press(page, 'Enter', 'Escape', 'Alt+l');
  const drugs = page.getByRole('dialog', { name: 'Như lần trước' });
  await drugs.getByText('hôm nay: Sáng 2 · 28 ngày').waitFor();
  expect(await drugs.locator('input:checked').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: join(shots, 'as-before prescription.png') });
  await press(page, 'Alt+a', 'Control+Enter');
  await expect.poll(() => page.getByRole('img', { name: 'lấy từ lần trước' }).count()).toBe(2);
  // the drugs of the last visit still run: said while typing, passed with a reason
  await page.getByText(/còn thuốc có hoạt chất Amlodipin/).waitFor();
  await page.screenshot({ path: join(shots, 'as-before alerts.png') });
  expect(await violations(page)).toEqual([]);
  for (const select of await page.locator('.rx-alerts select').all()) await select.selectOption({ index: 3 });
  await page.getByLabel('Thêm thuốc').focus();
  await press(page, 'Control+s');
  await page.getByText(/Đã cấp đơn/).waitFor();
  const issued = await here<MedicationRequest>('MedicationRequest');
  expect(issued.map(({ dispenseRequest }) => dispenseRequest?.quantity?.value)).toEqual([28, 28]);
  await page.context().close();
});

test('điện thoại, tối: danh sách lần trước đọc được, không tràn', async () => {
  const page = await openVisit({ width: 390, height: 844, isDark: true });
  await page.getByRole('tab', { name: /Đơn thuốc/ }).click();
  await page.getByLabel('Thêm thuốc').focus();
  await press(page, 'Alt+l');
  await page.getByRole('dialog', { name: 'Như lần trước' }).getByText('đã có, giống hệt').first().waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, 'as-before phone.png') });
  await page.context().close();
});
