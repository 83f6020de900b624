import { join } from 'node:path';
import { type Demo, valueIn } from '@lienmach/cli';
import type { Bundle, Invoice, Parameters, PaymentNotice, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { examinedVisit } from './visits-to-pay.ts';

let house: WebDemo;
let browser: Browser;
/** what the bank's file of the day says */
let statement = '';
let byCard = '';

const vnd = (value: number) => ({ valueMoney: { value, currency: 'VND' } });
/** as the clock on the wall of the bank says */
const bankDay = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

async function codeOf(demo: Demo, encounter: string): Promise<{ payload: string; reference: string; amount: number }> {
  const cashier = await demo.as('cashier');
  const asked = await cashier.operation<Parameters>(`Encounter/${encounter}/$payment-qr`);
  return {
    payload: valueIn<string>(asked, 'payload') ?? '',
    reference: valueIn<string>(asked, 'reference') ?? '',
    amount: valueIn<{ value: number }>(asked, 'amount')?.value ?? 0,
  };
}

/** One who waits with a code, one whose transfer the cashier believed, one the bank told of, one who pays by card. */
async function fillTheDay({ demo }: WebDemo): Promise<void> {
  const visits: string[] = [];
  for (const name of ['Lê Thị Mẫu', 'Phạm Thị Thử', 'Vũ Thị Ví Dụ', 'Hồ Thị Thẻ Mẫu']) {
    visits.push(await examinedVisit(demo, name, '1990-09-05'));
  }
  const [waits = '', believed = '', told = '', card = ''] = visits;
  byCard = card;
  const cashier = await demo.as('cashier');
  const [asked, shown, paid] = [await codeOf(demo, waits), await codeOf(demo, believed), await codeOf(demo, told)];
  await cashier.operation(`Encounter/${believed}/$collect`, {
    method: { valueCode: 'transfer' },
    amount: vnd(shown.amount),
    reference: shown.reference,
  });
  await fetch(`${demo.bankUrl}/pay`, { method: 'POST', body: JSON.stringify({ qr: paid.payload, mode: 'right' }) });
  const [day, month, year] = bankDay().split('-').toReversed();
  const date = `${day}/${month}/${year}`;
  statement = [
    'NGÂN HÀNG THỬ - SAO KÊ TÀI KHOẢN,,,,',
    'Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả',
    `${date},THU-A,,"${asked.amount}",MBVCB.1.${asked.reference}.CT`,
    `${date},THU-B,,77000,Nguyen Van Mau nop tien kham`,
    `${date},THU-C,"500,000",,Tra tien dien`,
    `${date},THU-D,,mười nghìn,dòng hỏng`,
  ].join('\n');
}

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  await fillTheDay(house);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `reconciliation ${name}.png`) });
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 35 });

async function openDay(look: Look = {}, account = 'thu-ngan') {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, account, house.demo.password);
  await visitor.page.keyboard.press('Alt+4');
  await visitor.page.getByRole('heading', { name: 'Cách xử lý' }).waitFor();
  return visitor;
}

async function chooseFile(page: Page, text: string): Promise<void> {
  await press(page, 'Alt+n');
  await page.getByRole('heading', { name: 'Nạp sao kê ngân hàng' }).waitFor();
  const file = { name: 'sao-ke-ngay.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
}

async function all<T>(type: string): Promise<T[]> {
  const cashier = await house.demo.as('cashier');
  const { entry = [] } = await cashier.get<Bundle>(`${type}&_count=200`);
  return entry.map(({ resource }) => resource as T);
}

describe('đối soát ngân hàng, chỉ bàn phím', () => {
  test('thu bằng thẻ: số hóa đơn máy, số thẻ bị từ chối, phiếu thu ra', async () => {
    const { page, problems } = await openVisitor(browser, house.demo.url);
    await signIn(page, 'thu-ngan', house.demo.password);
    await page.goto(`${house.demo.url}/payments/cashier/${byCard}`);
    await page.getByRole('heading', { name: 'Các khoản của lượt khám' }).waitFor();
    await press(page, 'Alt+3');
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")')).toBe('slip');
    await type(page, '4111111111111111');
    await press(page, 'Control+i');
    await page
      .getByText(/Đây là số thẻ, không được lưu/)
      .first()
      .waitFor();
    await picture(page, 'số thẻ bị từ chối');
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Số hóa đơn máy').focus();
    await press(page, 'Control+a');
    await type(page, 'POS-000123');
    await press(page, 'Control+i');
    await page
      .getByText(/^Đã thu /)
      .first()
      .waitFor();
    await picture(page, 'đã thu thẻ');
    const papers = await all<Invoice>('Invoice?status=balanced');
    expect(papers.filter(({ paymentTerms }) => paymentTerms === 'Thẻ')).toHaveLength(1);
    expect(JSON.stringify(papers)).not.toContain('4111111111111111');
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('xem trước sao kê rồi nạp; bấm hai lần, nạp lại: không thêm gì; tệp lạ có lý do', async () => {
    const { page, problems } = await openDay();
    await page.getByRole('row', { name: /Phạm Thị Thử/ }).waitFor();
    await picture(page, 'trước khi nạp');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await chooseFile(page, 'không phải sao kê');
    await press(page, 'Control+s');
    await page.getByText(/Chưa đọc được tệp sao kê/).waitFor();
    await picture(page, 'tệp lạ');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Alt+r');

    await page.getByRole('heading', { name: 'Cách xử lý' }).waitFor();
    await chooseFile(page, statement);
    await press(page, 'Control+s');
    await page.getByText('Thành phiếu thu').first().waitFor();
    await picture(page, 'xem trước');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await all<PaymentNotice>('PaymentNotice?payment-status=cleared')).toHaveLength(1);

    await press(page, 'Control+e', 'Control+e');
    await page.getByRole('tab', { name: /Tiền về chưa có phiếu\s*1/ }).waitFor();
    await picture(page, 'sau khi nạp');
    expect(await violations(page)).toEqual([]);
    expect(await all<PaymentNotice>('PaymentNotice?payment-status=cleared')).toHaveLength(3);

    await chooseFile(page, statement);
    await press(page, 'Control+s');
    await page.getByText('Tệp này không có gì mới.').waitFor();
    expect(await page.getByRole('button', { name: /Nạp vào sổ/ }).isDisabled()).toBe(true);
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('từng khoản một quyết định: trả lại tiền lạ, giải thích phiếu chưa thấy tiền; ba danh sách trống', async () => {
    // who took the receipt does not explain it away
    const { page, problems } = await openDay({ isDark: true }, 'thu-ngan-2');
    await page.getByRole('row', { name: /không có mã thanh toán/ }).waitFor();
    await page.locator('.recon-list .grid').focus();
    await press(page, 'Home', 'Enter');
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")')).toBe('whose');
    await press(page, 'Enter');
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")')).toBe('reason');
    await type(page, 'Chuyển nhầm, đã hoàn');
    await picture(page, 'quyết định tối');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+Enter');
    await page.getByRole('tab', { name: /Tiền về chưa có phiếu\s*0/ }).waitFor();

    await press(page, 'Alt+2', 'Home', 'Enter');
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")')).toBe('whose');
    await press(page, 'Enter');
    await type(page, 'Tiền vào ngân hàng khác');
    await press(page, 'Control+Enter');
    await page.getByText('Ngày này đã khớp').first().waitFor();
    await picture(page, 'đã khớp tối');
    expect(await violations(page)).toEqual([]);
    const tasks = await all<Task>('Task?status=completed');
    expect(tasks.map(({ statusReason }) => statusReason?.text)).toContain('Chuyển nhầm, đã hoàn');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('điện thoại: một cột, không tràn ngang', async () => {
    const { page } = await openDay({ width: 390, height: 844 });
    await page.getByText('Ngày này đã khớp').first().waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại');
    await page
      .getByRole('button', { name: /Nạp sao kê/ })
      .first()
      .click();
    await page.locator('input[type=file]').waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại nạp');
    const file = { name: 'sao-ke-ngay.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) };
    await page.locator('input[type=file]').setInputFiles(file);
    await press(page, 'Control+s');
    await page.getByText('Tệp này không có gì mới.').waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại xem trước');
    await page.context().close();
  });
});
