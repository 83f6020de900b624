import { join } from 'node:path';
import { openMllpClient } from '@lienmach/exchange';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;

const header = (type: string, number: number, patient = '26-039917') =>
  `MSH|^~\\&|MAYMOI||||20261120101804||${type}|${number}|P|2.5.1\rPID|1||${patient}||CAO^THI BE||19710302|F`;

/** two messages of a type that no room understands, and one of an unknown patient: they are parked */
async function sendStrange(port: number): Promise<void> {
  const client = openMllpClient({ host: '127.0.0.1', port });
  for (const number of [88213, 88214]) await client.send(Buffer.from(header('ORU^R32', number)));
  await client.send(
    Buffer.from(`${header('ORU^R01', 88215, '26-040001')}\rOBR|1|2611200290||SHM\rOBX|1|NM|K+2^Kali||4.2|mmol/L`),
  );
  client.close();
}

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  await sendStrange(house.demo.mllpPort ?? 0);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `integration ${name}.png`) });
const enter = async (look = {}) => {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'tich-hop', house.demo.password);
  return visitor;
};
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 35 });
const grid = (page: Page, name: string) => page.locator('section.grid').and(page.getByLabel(name, { exact: true }));

describe('bàn tích hợp, chỉ bàn phím', () => {
  test('tin nằm chờ theo lý do: xem từng bước và chỗ lỗi, hiện đủ, sửa, phát lại, bỏ có lý do; tìm lại trong sổ', async () => {
    const { page, problems } = await enter();
    await page.getByText('Bản tin', { exact: true }).first().waitFor();
    await picture(page, 'trang chính');
    await press(page, 'Alt+1');
    const parked = grid(page, 'Nằm chờ');
    await parked.getByText('Loại bản tin này chưa được tiếp nhận.').waitFor();
    await parked.focus();
    await press(page, 'Home');
    await page.getByRole('listbox', { name: 'Bản tin gốc' }).waitFor();
    const strange = page.getByRole('region', { name: 'Chi tiết' });
    await strange.getByText('dừng ở đây').waitFor();
    await strange.getByText('lỗi ở đây').waitFor();
    expect(await strange.locator('mark').innerText()).toBe('ORU^R32');
    expect(await strange.getByRole('listbox').innerText()).not.toContain('CAO');
    await picture(page, 'nằm chờ');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await press(page, 'Alt+x');
    const editor = page.locator('textarea[name=raw]');
    await editor.waitFor();
    expect(await editor.inputValue()).toContain('CAO^THI BE');
    await editor.focus();
    await press(page, 'Control+End');
    await type(page, '|sua');
    await press(page, 'Control+e');
    await strange.getByText('Vẫn dừng ở nguyên nhân cũ.').waitFor();
    await parked.focus();
    await press(page, 'Home', 'Alt+o');
    await page.getByRole('dialog').waitFor();
    await type(page, 'Máy gửi nhầm');
    await picture(page, 'bỏ có lý do');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ, ghi lý do' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: /Sổ bản tin/ }).press('Enter');
    const number = page.getByLabel('Số cần tìm, ghi đủ');
    // typed at once, digits would be taken for a scan
    await number.fill('26-039917');
    await number.press('Enter');
    const log = grid(page, 'Sổ bản tin');
    await log.getByText('từ chối, bỏ').first().waitFor();
    await page.getByText('3 dòng', { exact: true }).waitFor();
    await log.focus();
    await press(page, 'Home');
    await page.getByRole('listbox', { name: 'Bản tin gốc' }).waitFor();
    await picture(page, 'sổ bản tin');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('tab', { name: /Gửi đi/ }).press('Enter');
    await page.getByText('Mọi bản tin đã tới đối tác.').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('điện thoại, nền tối: hai bàn một cột, không tràn ngang', async () => {
    const { page, problems } = await enter({ width: 390, height: 844, isDark: true });
    for (const path of ['desk', 'mapping']) {
      await page.goto(`${house.demo.url}/integration/${path}`);
      await page.locator('section.grid').first().waitFor();
      await picture(page, `điện thoại ${path}`);
      expect(await overflow(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
