import { join } from 'node:path';
import type { Bundle, Claim, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { claimsOfAMonth, lastMonth, mendDiagnosis, sendInPast } from './claims-of-a-month.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

const month = lastMonth();
const BOARD = 'https://lienmach.vn/fhir/CodeSystem/claim-board';

let house: WebDemo;
let browser: Browser;
let stored: Awaited<ReturnType<typeof claimsOfAMonth>>;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  stored = await claimsOfAMonth(house.demo, month);
  await sendInPast(house.demo, stored.sent);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function openDesk(look = {}, login = 'giam-dinh') {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
  return visitor;
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `claims ${name}.png`) });

const claimNow = async ({ id }: Claim) => (await house.demo.as('claims-clerk')).get<Claim>(`Claim/${id}`);
const standing = async (claim: Claim) =>
  (await claimNow(claim)).meta?.tag?.find(({ system }) => system === BOARD)?.code;
async function notesOf({ id }: Claim): Promise<Task[]> {
  const clerk = await house.demo.as('claims-clerk');
  const { entry = [] } = await clerk.get<Bundle>(`Task?focus=Claim/${id}&_sort=-_lastUpdated`);
  return entry.map(({ resource }) => resource as Task);
}
/** a verb is under way until its button can be pressed again */
const isEnabled = (page: Page, name: RegExp) =>
  expect.poll(() => page.getByRole('button', { name, disabled: false }).count()).toBe(1);
const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

/** the desk with the month of the story; `state` is one of the board */
async function openMonth(page: Page, state: string): Promise<void> {
  await page.goto(`${house.demo.url}/claims/desk?month=${month}&state=${state}`);
  await page.getByRole('region', { name: /^Hồ sơ / }).waitFor();
}
async function openClaim(page: Page, claim: Claim): Promise<void> {
  await page.goto(`${house.demo.url}/claims/desk/${claim.id}`);
  await page.getByRole('heading', { name: claim.patient.display ?? '' }).waitFor();
  await page.getByRole('heading', { name: 'Bảng 1: tổng hợp' }).waitFor();
}

describe('bàn thanh toán BHYT, chỉ bàn phím', () => {
  test('bảng tháng: kỳ trống, chọn kỳ, hồ sơ theo tiền; mở một hồ sơ, phím nhảy tới ô gây lỗi', async () => {
    const { page, problems } = await openDesk();
    await press(page, 'Alt+1');
    await page.getByText('Kỳ này chưa có hồ sơ nào').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'kỳ trống');
    await press(page, 'Alt+k', 'ArrowDown');
    await row(page, 'Nguyễn Thị An Thử').waitFor();
    const list = page.getByRole('region', { name: 'Hồ sơ còn lỗi chặn' });
    await expect.poll(() => list.getByRole('row').nth(1).textContent()).toContain('Nguyễn Thị An Thử');
    await page.getByText('SV-10', { exact: false }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await picture(page, 'bảng tháng');
    await press(page, 'Alt+2');
    await row(page, 'Trần Thị Cúc Thử').waitFor();
    await press(page, 'Alt+9');
    await page.getByText('Không có hồ sơ nào ở trạng thái này').waitFor();
    await press(page, 'Alt+1');
    await row(page, 'Lê Văn Bình Thử').waitFor();
    await list.focus();
    await press(page, 'End', 'Enter');
    await page.getByRole('heading', { name: 'Lê Văn Bình Thử' }).waitFor();
    await page.getByRole('heading', { name: 'Bảng 1: tổng hợp' }).waitFor();
    await press(page, 'Alt+1');
    await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toContain('MA_BENH_CHINH');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'một hồ sơ');
    await press(page, 'Alt+x');
    await page.getByText('<MA_LK>').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'xem XML');
    await press(page, 'Escape');
    await row(page, 'Lê Văn Bình Thử').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('sửa trong hồ sơ bệnh án rồi lập lại: lỗi hết, khóa được, mở khóa phải có lý do', async () => {
    const { page, problems } = await openDesk();
    await openClaim(page, stored.noDiagnosis);
    await mendDiagnosis(house.demo, stored.noDiagnosis);
    await press(page, 'Control+s');
    await page.getByText('Không quy tắc nào báo lỗi').waitFor();
    expect(await standing(stored.noDiagnosis)).toBe(`${month}.ready`);
    await isEnabled(page, /^Khóa để gửi/);
    await press(page, 'Control+e');
    await expect.poll(() => standing(stored.noDiagnosis)).toBe(`${month}.locked`);
    await isEnabled(page, /^Mở khóa/);
    await press(page, 'Control+e');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'mở khóa');
    await page.keyboard.type('Bác sĩ bổ sung bệnh kèm theo', { delay: 45 });
    await press(page, 'Control+Enter');
    await expect.poll(() => standing(stored.noDiagnosis)).toBe(`${month}.ready`);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await press(page, 'Alt+l');
    await page.getByText('Bác sĩ bổ sung bệnh kèm theo').waitFor();
    await page.getByText('Khóa hồ sơ BHYT', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'khóa và gửi');
    expect(await notesOf(stored.noDiagnosis)).toMatchObject([
      { code: { text: 'Mở khóa hồ sơ BHYT' }, reasonCode: { text: 'Bác sĩ bổ sung bệnh kèm theo' } },
      { code: { text: 'Khóa hồ sơ BHYT' }, requester: { reference: 'Practitioner/giam-dinh' } },
    ]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('khóa hết hồ sơ sạch của tháng bằng một phím', async () => {
    const { page } = await openDesk();
    await openMonth(page, 'ready');
    await row(page, 'Trần Thị Cúc Thử').waitFor();
    await isEnabled(page, /^Khóa hồ sơ sạch/);
    await press(page, 'Control+e');
    await page.getByText('Đã khóa 3 hồ sơ sạch, 0 hồ sơ còn cảnh báo để lại.').waitFor();
    expect(await standing(stored.clean)).toBe(`${month}.locked`);
    expect(await standing(stored.loose)).toBe(`${month}.blocked`);
    await page.getByText('Không có hồ sơ nào ở trạng thái này').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'đã khóa hồ sơ sạch');
    await page.context().close();
  });

  test('hồ sơ đã gửi: so với bản hiện nay; mở lại phải hai người', async () => {
    const { page, problems } = await openDesk();
    await openClaim(page, stored.sent);
    await press(page, 'Alt+s');
    await page.getByRole('cell', { name: 'I11' }).waitFor();
    await page.getByRole('cell', { name: 'I10' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'so với bản đã gửi');
    await isEnabled(page, /^Xin mở lại/);
    await press(page, 'Control+e');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Gửi nhầm bệnh chính', { delay: 45 });
    await press(page, 'Control+Enter');
    await page.getByText('Đang chờ người thứ hai duyệt. Người xin không tự duyệt được.').waitFor();
    await press(page, 'Control+e');
    expect(await standing(stored.sent)).toBe(`${month}.sent`);

    const second = await openDesk({ isDark: true }, 'giam-dinh-2');
    await second.page.getByRole('button', { name: /Việc/ }).click();
    await second.page.getByText('Duyệt mở lại hồ sơ đã gửi').first().waitFor();
    await second.page.getByRole('button', { name: 'Mở', exact: true }).first().click();
    await second.page.getByText(/xin mở lại hồ sơ này: Gửi nhầm bệnh chính/).waitFor();
    await second.page.getByRole('heading', { name: 'Bảng 1: tổng hợp' }).waitFor();
    expect(await violations(second.page)).toEqual([]);
    await picture(second.page, 'người thứ hai tối');
    await isEnabled(second.page, /^Duyệt mở lại/);
    await press(second.page, 'Control+e');
    await expect.poll(() => standing(stored.sent)).toBe(`${month}.ready`);
    const [asked] = (await notesOf(stored.sent)).filter(({ code }) => code?.text === 'Duyệt mở lại hồ sơ đã gửi');
    expect(asked).toMatchObject({
      status: 'completed',
      requester: { reference: 'Practitioner/giam-dinh' },
      owner: { reference: 'Practitioner/giam-dinh-2' },
    });
    expect([...problems, ...second.problems]).toEqual([]);
    await second.page.context().close();
    await page.context().close();
  });

  test('số liệu theo lỗi, khoa, bác sĩ; máy chủ báo lỗi thì nói rõ và thử lại được', async () => {
    const { page } = await openDesk();
    await page.goto(`${house.demo.url}/claims/figures?month=${month}`);
    await page.getByRole('region', { name: 'Theo khoa', exact: true }).last().getByText('K01').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await picture(page, 'số liệu');
    let isBroken = true;
    await page.route('**/Claim/$claim-board', (route) => (isBroken ? route.abort() : route.continue()));
    await page.goto(`${house.demo.url}/claims/desk?month=${month}&state=blocked`);
    // asked again a few times before it says so
    await page.getByText(/Chưa tới được máy chủ/).waitFor({ timeout: 60_000 });
    expect(await violations(page)).toEqual([]);
    await picture(page, 'không tới máy chủ');
    isBroken = false;
    await page.getByRole('button', { name: 'Thử lại' }).focus();
    await press(page, 'Enter');
    await row(page, 'Nguyễn Thị An Thử').waitFor();
    await page.context().close();
  });

  test('điện thoại, nền tối: một cột, không tràn ngang', async () => {
    const { page } = await openDesk({ width: 390, height: 844, isDark: true });
    await openMonth(page, 'blocked');
    await row(page, 'Nguyễn Thị An Thử').waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại tối, bảng tháng');
    await openClaim(page, stored.loose);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại tối, một hồ sơ');
    await page.context().close();
  });
});
