import { join } from 'node:path';
import type { FhirClient } from '@lienmach/cli';
import type { Bundle, Parameters, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let doctor: FhirClient;

const people = [
  ['noi-1', 'Đào Thị Mẫu', 'routine'],
  ['noi-1', 'Nguyễn Văn Thử', 'routine'],
  ['noi-1', 'Lê Thị Mẫu Hoài An', 'priority'],
  ['noi-1', 'Phan Thử', 'routine'],
  ['noi-1', 'Vũ Thị Mẫu Lan', 'routine'],
  ['noi-1', 'Hồ Văn Thử Nghiệm', 'routine'],
  ['noi-2', 'Trịnh Thị Mẫu', 'routine'],
  ['noi-2', 'Bùi Văn Thử', 'routine'],
] as const;

/** reception has given numbers */
async function fillQueues(): Promise<void> {
  const [tool, registrar] = await Promise.all([house.demo.as('tool'), house.demo.as('registrar')]);
  for (const [at, [room, name, priority]] of people.entries()) {
    const birthDate = `19${70 + at}-02-03`;
    const id = `cho-${at}`;
    await tool.put({ resourceType: 'Patient', id, name: [{ text: name }], gender: 'female', birthDate });
    const patient = { valueReference: { reference: `Patient/${id}` } };
    await registrar.operation('Encounter/$open-visit', { patient, room, reason: 'Đau đầu', priority });
  }
}

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  doctor = await house.demo.as('doctor');
  await fillQueues();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `board ${name}.png`) });
/** the number has flashed twice and stands still */
const still = (page: Page) =>
  expect
    .poll(() => page.evaluate("document.getAnimations().every(({ playState }) => playState === 'finished')"), {
      timeout: 10_000,
    })
    .toBe(true);
const callNext = (room: string) => doctor.operation<Parameters>('Encounter/$call-next', { room });

/** the screen in the corridor signs in and is there: no rail, no home */
async function openWall(look = {}, path = '/') {
  const visitor = await openVisitor(browser, `${house.demo.url}${path}`, look);
  // a hall that is never silent: this story is told at any hour
  await visitor.page.evaluate(`localStorage.setItem('lienmach.board', '{"quietFrom":"00:00","quietTo":"00:00"}')`);
  await visitor.page.getByLabel('Tên đăng nhập').fill('bang-goi-so');
  await visitor.page.getByLabel('Mật khẩu', { exact: true }).fill(house.demo.password);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.locator('.board, .kiosk').waitFor();
  return visitor;
}

describe('bảng gọi số ngoài hành lang', () => {
  test('đăng nhập là vào thẳng bảng; gọi số thì hiện số, che tên, đọc hai lần; mất mạng giữ số cũ', async () => {
    const { page, problems } = await openWall();
    await page.getByText('Chưa mời ai').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    // the keys of the sign-in page may count as the gesture that browsers ask for; else the button is pressed
    const isHeard = page.getByText('Đang đọc số');
    await isHeard.waitFor({ timeout: 3_000 }).catch(async () => {
      await page.getByRole('button', { name: 'Bật tiếng' }).focus();
      await page.keyboard.press('Enter');
    });
    await isHeard.waitFor();
    expect(await page.locator('.board-heard').getAttribute('data-voice')).toBe('words');

    await callNext('noi-1');
    await page.getByText('Mời số ba, vào phòng khám nội một').waitFor();
    await page.locator('.call-number[data-ticket="3"]').waitFor();
    expect(await page.locator('.call').innerText()).toContain('Lê T. M. H. A.');
    await page.locator('.call').getByText('ưu tiên').waitFor();
    await still(page);
    expect(await page.locator('.board').innerText()).not.toMatch(/Hoài|Mẫu An|Đau đầu/);
    await picture(page, 'nhiều phòng 1366');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await page.context().setOffline(true);
    await page.getByText(/^Mất kết nối, số lúc/).waitFor();
    await page.locator('.call-number[data-ticket="3"]').waitFor();
    await picture(page, 'mất mạng');
    await page.context().setOffline(false);
    await page.getByText(/^Cập nhật/).waitFor();
    expect(problems.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('một phòng, màn 1920×1080, nền tối; thiết lập phòng và giờ yên lặng bằng bàn phím', async () => {
    const look = { width: 1920, height: 1080, isDark: true };
    const { page } = await openWall(look, '/queue/board?room=noi-1');
    await page.locator('.call-number').waitFor();
    await page.getByRole('heading', { name: 'Tiếp theo' }).waitFor();
    await still(page);
    expect(
      await page.locator('.call-number').evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
    ).toBeGreaterThan(240);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'một phòng 1920');
    await page.getByRole('button', { name: 'Thiết lập bảng' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Tên khu chờ').fill('Khu khám tầng 1');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'thiết lập');
    await page.keyboard.press('Escape');
    await page.getByText('Khu khám tầng 1').waitFor();
    await page.context().close();
  });

  test('điện thoại dựng đứng: không tràn ngang', async () => {
    const { page } = await openWall({ width: 390, height: 844 });
    await page.locator('.call-number').waitFor();
    await still(page);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại');
    await page.context().close();
  });
});

describe('người bệnh xem số của mình ở kiosk', () => {
  test.each([
    { name: 'máy đứng', width: 1366, height: 768, isDark: false },
    { name: 'điện thoại', width: 390, height: 844, isDark: true },
  ])('$name: chọn phòng, bấm số; chưa đủ số liệu thì nói thật; quét phiếu; số không có', async ({ name, ...look }) => {
    const { page } = await openWall(look, '/queue/kiosk');
    const box = page.getByLabel('Số trên phiếu');
    await expect.poll(() => box.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Bấm số ghi trên phiếu.').waitFor();
    await page.getByRole('radio', { name: /Nội 1/ }).press('Space');
    await box.focus();
    await page.keyboard.type('6');
    await picture(page, `kiosk hỏi ${name}`);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByText(/Còn \d người trước bạn/).waitFor();
    await page.getByText('Chưa đủ số liệu để ước thời gian').waitFor();
    await picture(page, `kiosk trả lời ${name}`);
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('.kiosk').innerText()).not.toMatch(/Hồ|Nghiệm/);
    await page.keyboard.press('Enter');
    const slip = `noi-1-${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-003`;
    await box.waitFor();
    await page.keyboard.type(slip);
    await page.keyboard.press('Enter');
    await page.getByText('Đang mời, vào phòng ngay').waitFor();
    await page.keyboard.press('Enter');
    await box.waitFor();
    await page.getByRole('radio', { name: /Nội 1/ }).press('Space');
    await box.fill('999');
    await page.keyboard.press('Enter');
    await page.getByText(/không có số 999/).waitFor();
    await page.context().close();
  });
});

describe('hàng chờ các phòng', () => {
  const openRooms = async (login: string, look = {}) => {
    const visitor = await openVisitor(browser, house.demo.url, look);
    await signIn(visitor.page, login, house.demo.password);
    await visitor.page.goto(`${house.demo.url}/queue/rooms`);
    await visitor.page.getByRole('navigation', { name: 'Các phòng' }).last().waitFor();
    return visitor;
  };
  const ticketsOf = async (): Promise<Task[]> => {
    const nurse = await house.demo.as('nurse');
    const found = await nurse.get<Bundle>('Task?code=waiting-for-exam&_count=50');
    return (found.entry ?? []).map(({ resource }) => resource as Task);
  };

  test('điều dưỡng: gọi tiếp, gọi lại, cho qua lượt chỉ bằng phím; việc chờ khám ghi lại lần gọi', async () => {
    const { page, problems } = await openRooms('dieu-duong');
    await page.getByRole('button', { name: /Phòng khám Nội 2/ }).press('Enter');
    await page.getByText('TRỊNH THỊ MẪU', { exact: false }).or(page.getByText('Trịnh Thị Mẫu')).first().waitFor();
    await page.keyboard.press('F6');
    await page
      .getByText(/Đã gọi số 001/)
      .first()
      .waitFor();
    await expect.poll(async () => JSON.stringify(await ticketsOf())).toContain('Đã gọi');
    await page.waitForTimeout(3_200);
    await page.keyboard.press('F7');
    await page.getByText('2 lần', { exact: true }).waitFor();
    await page.getByText('gọi 2 lần').waitFor();
    await picture(page, 'hàng chờ');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('Alt+q');
    await page.getByText('Qua lượt', { exact: true }).waitFor();
    await page.keyboard.press('Alt+m');
    await page.getByRole('dialog', { name: /Chuyển số 001/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'chuyển phòng');
    // from the field to the button, then press it
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Trịnh Thị Mẫu: số 007, Phòng khám Nội 1').waitFor();
    await expect.poll(async () => JSON.stringify(await ticketsOf())).toContain('Chuyển sang Phòng khám Nội 1');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('người quản trị chỉ thấy số đếm và thời gian, không thấy tên; điện thoại nền tối không tràn', async () => {
    const admin = await openRooms('quan-tri');
    await admin.page.getByRole('heading', { name: 'Lượt gọi hôm nay' }).waitFor();
    expect(await admin.page.locator('main').innerText()).not.toMatch(/Trịnh|Đào/);
    expect(await violations(admin.page)).toEqual([]);
    await picture(admin.page, 'quản trị');
    await admin.page.context().close();
    const phone = await openRooms('dieu-duong', { width: 390, height: 844, isDark: true });
    await phone.page.getByRole('heading', { name: 'Lượt gọi hôm nay' }).waitFor();
    expect(await overflow(phone.page)).toBe(0);
    expect(await violations(phone.page)).toEqual([]);
    await picture(phone.page, 'hàng chờ điện thoại');
    await phone.page.context().close();
  });
});
