import { join } from 'node:path';
import { type FhirClient, insuranceCardQr, newVisit, playSteps, visitSteps } from '@lienmach/cli';
import type { Bundle, Encounter, FhirResource, Invoice } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, shots, signIn } from './browser.ts';
import { Hands } from './hands.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { scan } from './scan.ts';

let house: WebDemo;
let browser: Browser;
let tool: FhirClient;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  tool = await house.demo.as('tool');
  // somebody who has been here before: known by their card, no visit today
  await playSteps(visitSteps.slice(0, 1), newVisit(house.demo), () => undefined);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** somebody at a workplace of their own, behind the first door of their role */
async function atWork(login: string): Promise<{ page: Page; hands: Hands; problems: string[] }> {
  const { page, problems } = await openVisitor(browser, house.demo.url);
  await page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
  await signIn(page, login, house.demo.password);
  await page.keyboard.press('Alt+1');
  await page.waitForURL((url) => url.pathname !== '/');
  await page.locator('.action-bar, nav[aria-label]').first().waitFor();
  return { page, hands: new Hands(page), problems };
}

const focused = (page: Page) => page.evaluate<string>('document.activeElement?.getAttribute("name") ?? ""');
const until = (page: Page, name: string) => expect.poll(() => focused(page), { timeout: 15_000 }).toBe(name);
const banner = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Người bệnh', exact: true }).getByText(name, { exact: true }).waitFor();
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `visit ${name}.png`) });
const found = async <R extends FhirResource>(query: string): Promise<R[]> =>
  ((await tool.get<Bundle>(query)).entry ?? []).map(({ resource }) => resource as R);

describe('một lượt khám trọn vẹn, không ai chạm chuột', () => {
  test('tiếp đón người mới và người cũ; khám, chỉ định, kết quả, kê đơn, VietQR, ký, xong và gọi người sau', async () => {
    const desk = await atWork('tiep-don');
    await until(desk.page, 'name');
    await desk.page.getByRole('radio').first().waitFor();
    const newcomer = new Hands(desk.page);
    await newcomer.type('Trần Thị Mẫu Lan');
    await newcomer.press('Enter');
    await newcomer.type('12031985');
    await newcomer.press('Enter');
    await newcomer.type('n');
    for (let turn = 0; turn < 8 && (await focused(desk.page)) !== 'reason'; turn += 1) await newcomer.press('Enter');
    await newcomer.type('Mệt, khát nước nhiều');
    for (let turn = 0; turn < 8 && (await focused(desk.page)) !== 'room'; turn += 1) await newcomer.press('Enter');
    await newcomer.press('1', 'Control+s');
    await desk.page
      .getByText(/Đã cấp số 0*1 cho/)
      .first()
      .waitFor();
    await until(desk.page, 'name');
    expect(newcomer.tell('new patient, typed')).toBeLessThanOrEqual(40);

    const known = new Hands(desk.page);
    await scan(desk.page, insuranceCardQr(new Date().getFullYear()));
    await until(desk.page, 'reason');
    await desk.page.getByText('Đang dùng').waitFor();
    await known.type('Tái khám');
    for (let turn = 0; turn < 8 && (await focused(desk.page)) !== 'room'; turn += 1) await known.press('Enter');
    await known.press('1', 'Control+s');
    await desk.page
      .getByText(/Đã cấp số 0*2 cho/)
      .first()
      .waitFor();
    expect(known.tell('returning patient, card scanned')).toBeLessThanOrEqual(15);

    const doctor = await atWork('bac-si');
    await doctor.page.getByRole('navigation', { name: 'Danh sách khám' }).getByRole('button').nth(1).waitFor();
    await doctor.hands.press('F6');
    await banner(doctor.page, 'Trần Thị Mẫu Lan');
    const encounter = doctor.page.url().split('/').at(-1) ?? '';
    await until(doctor.page, 'qua-trinh');
    await doctor.hands.type('Mệt, khát, sút hai cân trong một tháng.');
    await doctor.hands.press('F9');
    await doctor.page.waitForTimeout(200);
    await doctor.hands.pick('glucose', /Glucose/);
    await doctor.page.getByText('Ống nghiệm lấy huyết thanh nắp đỏ').first().waitFor();
    await doctor.hands.press('Escape', 'Control+s');
    await doctor.page.getByText('Đã gửi 1 xét nghiệm').waitFor();

    const bench = await atWork('bac-si-xet-nghiem');
    await bench.page.getByRole('navigation', { name: 'Danh sách phiếu' }).getByText('Trần Thị Mẫu Lan').waitFor();
    await bench.hands.press('Control+1', 'Enter');
    await banner(bench.page, 'Trần Thị Mẫu Lan');
    await bench.page.getByRole('button', { name: 'Ghi giờ lấy mẫu' }).waitFor();
    await bench.hands.press('Alt+p');
    await bench.page.getByText('Đã ghi giờ lấy mẫu').waitFor();
    // the analyzer simulator has answered over HL7 v2
    await expect
      .poll(async () => (await found('DiagnosticReport?status=preliminary')).length, { timeout: 20_000 })
      .toBe(1);
    await bench.hands.press('Control+Enter');
    await bench.page.getByText(/Đã trả kết quả/).waitFor();
    bench.hands.tell('laboratory, from list to release');

    await doctor.page.getByText('đã duyệt').waitFor();
    await doctor.hands.press('Control+3');
    await doctor.page.waitForTimeout(200);
    await doctor.page.keyboard.press('Tab');
    await doctor.hands.pick('e11.9', /E11\.9/);
    await doctor.page.getByText('Chính', { exact: true }).waitFor();
    await doctor.hands.press('Escape', 'Tab');
    await until(doctor.page, 'conclusion');
    await doctor.hands.type('Đái tháo đường típ 2');
    await doctor.hands.press('F8');
    await doctor.page.waitForTimeout(200);
    await doctor.hands.pick('metf 1v x 2l/n x 28 ngày', /Metformin/);
    await doctor.page.getByRole('row', { name: /Metformin/ }).waitFor();
    await doctor.hands.press('F8');
    await doctor.page.waitForTimeout(200);
    await doctor.hands.press('Control+s');
    await doctor.page.getByText(/Đã cấp đơn/).waitFor();
    await picture(doctor.page, 'đơn thuốc');

    const till = await atWork('thu-ngan');
    await till.page.getByRole('navigation', { name: 'Danh sách thu' }).getByText('Trần Thị Mẫu Lan').waitFor();
    for (let turn = 0; turn < 2; turn += 1) {
      await till.hands.press('F6');
      await till.page.getByRole('heading', { name: 'Các khoản của lượt khám' }).waitFor();
      if (till.page.url().endsWith(encounter)) break;
    }
    await banner(till.page, 'Trần Thị Mẫu Lan');
    await till.hands.press('Control+i');
    await till.page.getByText('Chờ ngân hàng báo có').waitFor();
    const qr = await till.page.locator('.qr').first().getAttribute('data-text');
    await fetch(`${house.demo.bankUrl}/pay`, { method: 'POST', body: JSON.stringify({ qr, mode: 'right' }) });
    await till.page
      .getByText(/^Đã thu /)
      .first()
      .waitFor();
    await picture(till.page, 'ngân hàng đã báo');
    expect(till.hands.tell('cashier, VietQR')).toBeLessThanOrEqual(8);

    await doctor.hands.press('Control+e');
    const dialog = doctor.page.getByRole('dialog', { name: 'Kết thúc lượt khám' });
    await dialog.getByLabel(/Kết quả điều trị/).waitFor();
    for (let turn = 0; turn < 6; turn += 1) {
      if (await dialog.getByLabel(/Kết quả điều trị/).evaluate((at) => at === at.ownerDocument.activeElement)) break;
      await doctor.hands.press('Tab');
    }
    await doctor.hands.press('2', 'Tab', '1', 'Tab', 'Space', 'Control+e');
    await doctor.page.getByText(/Đã kết thúc lượt khám của/).waitFor();
    await banner(doctor.page, 'Nguyễn Thị Ví Dụ');
    doctor.hands.tell('doctor, one visit with order, result and prescription');
    await picture(doctor.page, 'người tiếp theo');

    expect((await tool.get<Encounter>(`Encounter/${encounter}`)).status).toBe('finished');
    expect(await found(`MedicationRequest?encounter=Encounter/${encounter}`)).toHaveLength(1);
    expect(await found(`DocumentReference?encounter=Encounter/${encounter}`)).toHaveLength(1);
    const paid = (await found<Invoice>('Invoice?status=balanced')).filter(({ identifier = [] }) =>
      identifier.some(({ value }) => value?.startsWith(`${encounter}.`)),
    );
    expect(paid).toMatchObject([{ paymentTerms: 'Chuyển khoản' }]);
    for (const { page, problems } of [desk, doctor, bench, till]) {
      expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
      await page.context().close();
    }
  });
});
