import { join } from 'node:path';
import type { FhirClient } from '@lienmach/cli';
import type { Appointment, Bundle } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let registrar: FhirClient;

const people = ['Đào Thị Mẫu Hẹn', 'Nguyễn Văn Thử Hẹn', 'Lê Thị Mẫu Tái Khám'] as const;
const dayIn = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const tomorrow = dayIn(1);

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  const tool = await house.demo.as('tool');
  registrar = await house.demo.as('registrar');
  for (const [at, name] of people.entries()) {
    const birthDate = `19${60 + at}-02-03`;
    await tool.put({ resourceType: 'Patient', id: `hen-${at}`, name: [{ text: name }], gender: 'female', birthDate });
  }
  await registrar.operation('Appointment/$book', {
    patient: { valueReference: { reference: 'Patient/hen-1' } },
    room: 'noi-1',
    start: { valueDateTime: `${tomorrow}T07:30:00+07:00` },
    reason: 'Tái khám tăng huyết áp',
  });
  // somebody is expected today, whatever the hour at which this story is told
  await tool.put({
    resourceType: 'Appointment',
    id: 'hom-nay',
    status: 'booked',
    start: `${dayIn(0)}T23:30:00+07:00`,
    end: `${dayIn(0)}T23:45:00+07:00`,
    reasonCode: [{ text: 'Khám lại mắt' }],
    participant: [
      { actor: { reference: 'Patient/hen-2' }, status: 'accepted' },
      { actor: { reference: 'Location/noi-2' }, status: 'accepted' },
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `booking ${name}.png`) });
const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 40 });
const booked = async (): Promise<Appointment[]> => {
  const found = await registrar.get<Bundle>(`Appointment?date=ge${tomorrow}T00:00:00%2B07:00&_count=50`);
  return (found.entry ?? []).map(({ resource }) => resource as Appointment);
};
const of = async (patient: string) =>
  (await booked()).find(({ participant }) =>
    participant.some(({ actor }) => actor?.reference === `Patient/${patient}`),
  );

async function openBook(look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'tiep-don', house.demo.password);
  await visitor.page.goto(`${house.demo.url}/booking/day`);
  await visitor.page.locator('.slots [data-spot]').waitFor();
  return visitor;
}
const spot = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");

describe('sổ hẹn chỉ bằng bàn phím', () => {
  test('sang ngày mai, đặt cho người có hồ sơ, dời, hủy có lý do; hồ sơ ghi đúng', async () => {
    const { page, problems } = await openBook();
    await page.locator('.slots [data-spot]').focus();
    await page.keyboard.press('PageDown');
    await page.getByText('NGUYỄN VĂN THỬ HẸN').or(page.getByText('Nguyễn Văn Thử Hẹn')).first().waitFor();
    await page.locator('.slots [data-spot]').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => spot(page)).toMatch(/^07:45, Phòng khám Nội 1/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('name')")).toBe('patient');
    await page.keyboard.press('Control+s');
    await page.getByText('Cần chọn người bệnh').waitFor();
    await write(page, 'dao thi mau hen');
    await page.getByRole('option', { name: /Đào Thị Mẫu Hẹn/, selected: true }).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await write(page, 'Tai kham');
    await picture(page, 'đặt hẹn');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+s');
    await page.getByText(/^Đã đặt 07:45/).waitFor();
    expect(await of('hen-0')).toMatchObject({ status: 'booked', reasonCode: [{ text: 'Tai kham' }] });

    await page.locator('.slot-person').getByText('Đào Thị Mẫu Hẹn').waitFor();
    await page.keyboard.press('Alt+m');
    await page.getByText('Đang dời hẹn của Đào Thị Mẫu Hẹn').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => spot(page)).toMatch(/^08:00, Phòng khám Nội 2/);
    await picture(page, 'đang dời');
    await page.keyboard.press('Control+s');
    await page.getByText(/^Đã dời hẹn/).waitFor();
    expect(JSON.stringify(await of('hen-0'))).toContain('Location/noi-2');

    await expect.poll(() => spot(page)).toMatch(/Đào Thị Mẫu Hẹn/);
    await page.locator('.slot-person').getByText('Đào Thị Mẫu Hẹn').waitFor();
    await page.keyboard.press('Alt+c');
    await page.getByRole('dialog', { name: /Hủy hẹn của/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await write(page, 'Ban viec');
    await page.keyboard.press('Enter');
    await page.getByText(/^Đã hủy hẹn/).waitFor();
    expect(await of('hen-0')).toMatchObject({ status: 'cancelled', cancelationReason: { text: 'Ban viec' } });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('người mới gọi điện: ghi tên, ngày sinh, giới tính rồi đặt; xem theo tuần', async () => {
    const { page } = await openBook();
    await page.getByRole('radio', { name: 'Tuần, một phòng' }).press('Enter');
    await page.locator('.slots [data-spot]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Người mới' }).press('Enter');
    await page.getByLabel('Họ và tên').focus();
    await write(page, 'Phan Thi Thu Moi');
    await page.keyboard.press('Enter');
    await write(page, '05091990');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.getByLabel('Lý do hẹn').focus();
    await write(page, 'Dau da day');
    await picture(page, 'tuần');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+s');
    await page.getByText(/^Đã đặt \d\d:\d\d/).waitFor();
    expect((await booked()).filter(({ status }) => status === 'booked')).toHaveLength(2);
    await page.context().close();
  });

  test.each([
    { name: 'điện thoại', width: 390, height: 844, isDark: false },
    { name: 'máy bàn tối', width: 1366, height: 768, isDark: true },
  ])('$name: không tràn, đọc được', async ({ name, ...look }) => {
    const { page } = await openBook(look);
    await page.getByRole('button', { name: 'Sau' }).press('Enter');
    await page.getByText('Nguyễn Văn Thử Hẹn').first().waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, name);
    await page.context().close();
  });
});

describe('hẹn ở các màn khác', () => {
  test('quầy tiếp đón thấy hẹn hôm nay, bấm một lần là điền sẵn; cấp số thì hẹn tự ghi đã đến', async () => {
    const { page } = await openVisitor(browser, house.demo.url);
    await signIn(page, 'tiep-don', house.demo.password);
    await page.keyboard.press('Alt+1');
    const panel = page.getByRole('region', { name: 'Hẹn hôm nay' });
    await panel.getByText('Lê Thị Mẫu Tái Khám').waitFor();
    await picture(page, 'tiếp đón');
    expect(await violations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Tiếp nhận' }).press('Enter');
    await expect.poll(() => page.getByLabel('Họ và tên').inputValue()).toMatch(/Lê Thị Mẫu Tái Khám/i);
    expect(await page.getByLabel('Lý do đến khám').inputValue()).toBe('Khám lại mắt');
    await page.keyboard.press('Control+s');
    await page.locator('.desk-number').waitFor();
    await expect
      .poll(async () => (await registrar.get<Appointment>('Appointment/hom-nay')).status, { timeout: 15_000 })
      .toBe('arrived');
    await panel.getByText('Không có hẹn nào chờ đến').waitFor();
    await page.context().close();
  });

  test('bác sĩ hẹn tái khám ngay cạnh hồ sơ', async () => {
    const visit = (await registrar.get<Bundle>('Encounter?patient=hen-2')).entry?.[0]?.resource?.id;
    const { page } = await openVisitor(browser, house.demo.url);
    await page.evaluate("localStorage.setItem('lienmach.place', 'noi-2')");
    await signIn(page, 'bac-si', house.demo.password);
    await page.goto(`${house.demo.url}/outpatient/room/${visit}`);
    await page.getByRole('tab', { name: 'Tái khám' }).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press('Alt+e');
    await page.getByRole('button', { name: '2 tuần' }).press('Enter');
    await page.getByRole('button', { name: '08:15' }).waitFor();
    await picture(page, 'bác sĩ');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '08:15' }).press('Enter');
    await page.getByText(/^Đã đặt 08:15/).waitFor();
    expect(await of('hen-2')).toMatchObject({ status: 'booked', reasonCode: [{ text: 'Tái khám' }] });
    await page.context().close();
  });
});
