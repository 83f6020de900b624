import { join } from 'node:path';
import { newVisit, playSteps, visitSteps } from '@lienmach/cli';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, shots, signIn, type Visitor, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { openKeys, scan } from './scan.ts';

let house: WebDemo;
let browser: Browser;
let visitor: Visitor | undefined;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
});
afterEach(async () => {
  await visitor?.page.context().close();
  visitor = undefined;
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function open(login: string, path: string): Promise<Page> {
  visitor = await openVisitor(browser, house.demo.url);
  await visitor.page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
  await signIn(visitor.page, login, house.demo.password);
  await visitor.page.goto(`${house.demo.url}${path}`);
  await visitor.page.getByRole('navigation', { name: 'Các phòng' }).waitFor();
  return visitor.page;
}
const atDesk = async (): Promise<Page> => {
  const page = await open('tiep-don', '/registration/reception');
  await page.getByRole('radio').first().waitFor();
  return page;
};
const face = (page: Page) => page.locator('.scan-face');

/** what the focused element holds, and where the caret is */
const state = (page: Page) =>
  page.evaluate<string>(`(() => {
    const at = document.activeElement;
    const caret = 'selectionStart' in at ? [at.selectionStart, at.selectionEnd] : [];
    const rows = document.querySelector('.grid [aria-current]')?.textContent ?? '';
    const rooms = document.querySelector('input[name=room]:checked')?.value ?? '';
    return JSON.stringify([at.tagName, at.name, at.getAttribute('aria-label'), at.value ?? '', caret, rows, rooms]);
  })()`);

/** scans codes that nobody here wants, one after the other; nothing may change where the hands are */
async function leavesNothing(page: Page, codes: readonly string[]): Promise<void> {
  const before = await state(page);
  for (const code of codes) {
    await scan(page, code);
    await face(page).getByText(code).waitFor();
    expect(await state(page)).toBe(before);
  }
}

/** begins with a figure that chooses rooms, a letter that chooses lines, and ends both ways */
const codes = ['LM7K2P9QXY', '2611200311', 'nu1234567890'];

const fields: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['ô chữ', (page) => page.getByLabel('Họ và tên').fill('Nguyen Thi')],
  ['ô chữ, con trỏ ở giữa', (page) => page.evaluate('document.activeElement.setSelectionRange(3, 6)')],
  ['ô ngày', (page) => page.getByLabel('Ngày sinh').fill('1203')],
  ['ô chọn', (page) => page.getByLabel('Giới tính').focus()],
  ['ô số', (page) => page.getByLabel('Điện thoại', { exact: true }).fill('0000')],
  ['ô số thẻ', (page) => page.getByLabel('Số thẻ').fill('HT3')],
  ['chọn phòng', (page) => page.getByRole('radio').nth(2).focus()],
  ['nút', (page) => page.getByRole('button', { name: /^Làm lại/ }).focus()],
  ['không ở đâu', (page) => page.evaluate('document.activeElement.blur()')],
  ['ô quét và tìm', (page) => page.getByRole('combobox', { name: 'Ô quét và tìm' }).focus()],
];

describe('máy quét: con trỏ ở đâu cũng vậy', () => {
  test('mười chỗ ở quầy tiếp đón: mã vào ô quét, ô đang gõ không đổi một chữ', async () => {
    const page = await atDesk();
    for (const [where, focus] of fields) {
      await focus(page);
      await leavesNothing(page, codes).catch((thrown: unknown) => {
        throw new Error(`${where}: ${String(thrown)}`);
      });
    }
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'scanner miss.png') });
  });

  test('trang chính: bảng và hộp thoại', async () => {
    const page = await open('bac-si', '/');
    await page
      .getByRole('region', { name: /Lượt khám/ })
      .first()
      .focus();
    await leavesNothing(page, codes);
    await page.keyboard.press('F1');
    await page.getByRole('dialog').waitFor();
    await leavesNothing(page, codes);
  });

  test('phòng khám: ô nhiều dòng, ô mã bệnh đang mở danh sách', async () => {
    const visit = newVisit(house.demo);
    await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
    const page = await open('bac-si', '/outpatient/room');
    await page.getByRole('navigation', { name: 'Danh sách khám' }).waitFor();
    await page.keyboard.press('F6');
    await page.getByRole('region', { name: 'Người bệnh' }).waitFor();
    await expect.poll(() => state(page)).toContain('"TEXTAREA"');
    await page.keyboard.type('Dau dau, hoa mat', { delay: 40 });
    // the hand takes the reader
    await page.waitForTimeout(200);
    await leavesNothing(page, codes);
    const picker = page.locator('[name=diagnosis]');
    await picker.focus();
    await page.keyboard.type('i10', { delay: 60 });
    await page.getByRole('option', { name: /I10/ }).first().waitFor();
    await leavesNothing(page, codes);
    expect(await picker.getAttribute('aria-expanded')).toBe('true');
    expect(await picker.inputValue()).toBe('i10');
  });

  test('chữ đã gõ trước khi quét vẫn hoàn tác được, chữ quét thì không trở lại', async () => {
    const page = await atDesk();
    const name = page.getByLabel('Họ và tên');
    await name.focus();
    await page.keyboard.type('Nguyen', { delay: 100 });
    await page.waitForTimeout(150);
    await scan(page, 'LM7K2P9QXY');
    expect(await name.inputValue()).toBe('Nguyen');
    // how many letters one step takes back is the browser's: fewer when the machine is busy
    for (let step = 0; step < 'Nguyen'.length && (await name.inputValue()) !== ''; step += 1)
      await page.keyboard.press('Control+z');
    expect(await name.inputValue()).toBe('');
    for (let step = 0; step < 'Nguyen'.length && (await name.inputValue()) !== 'Nguyen'; step += 1)
      await page.keyboard.press('Control+y');
    expect(await name.inputValue()).toBe('Nguyen');
  });

  test('máy đang bận: trang đứng hình từng quãng dài, mã vẫn nguyên vẹn', async () => {
    const page = await atDesk();
    const phone = page.getByLabel('Điện thoại', { exact: true });
    await phone.fill('0000');
    const before = await state(page);
    await page.evaluate(
      'setInterval(() => { const until = performance.now() + 170; while (performance.now() < until); }, 180)',
    );
    for (let turn = 0; turn < 5; turn += 1) {
      const code = `LM7K2P9QXY${turn}`;
      await scan(page, code);
      await face(page).getByText(code).waitFor();
      expect(await state(page)).toBe(before);
    }
  });

  test('máy quét chậm 25 ms một phím, kết thúc bằng Tab', async () => {
    const page = await atDesk();
    await page.getByLabel('Họ và tên').focus();
    const before = await state(page);
    await scan(page, 'LM7K2P9QXY', { gap: 25, end: 'Tab' });
    await face(page).getByText('LM7K2P9QXY').waitFor();
    expect(await state(page)).toBe(before);
  });
});

describe('mỗi mã một loại', () => {
  test('căn cước, BHYT vào quầy; các mã khác nói rõ là gì và giữ nguyên chữ', async () => {
    const page = await atDesk();
    const kinds: readonly (readonly [string, string])[] = [
      ['BN26-9999999', 'Mã người bệnh'],
      ['CD26112003', 'Mã chỉ định'],
      ['XN2611200311', 'Mã ống'],
      ['NV-BS0012', 'Thẻ nhân viên'],
      ['LM7K2P9QXY', 'Mã thanh toán'],
      ['0108934567890123\u001d10LOT7', 'Mã thuốc'],
      ['LK26117204', 'Mã lượt khám'],
      ['99001abcdefg-n', 'Mã đơn thuốc'],
      ['khonglagi-77', 'Mã'],
    ];
    for (const [code, what] of kinds) {
      await scan(page, code);
      await face(page)
        .getByText(`${what} · ${code.replace('\u001d', ' ')}`)
        .waitFor();
      await face(page).getByText('Màn này không dùng mã này').waitFor();
    }
    await page.getByRole('button', { name: 'Tìm người bệnh' }).click();
    expect(await page.getByRole('combobox', { name: 'Ô quét và tìm' }).inputValue()).toBe('khonglagi-77');
  });

  test('máy đang khóa: mã không mở gì cả', async () => {
    const page = await atDesk();
    await page.keyboard.press('Control+Alt+l');
    const locked = page.getByRole('dialog', { name: 'Máy đang khóa' });
    await locked.waitFor();
    await scan(page, 'LM7K2P9QXY');
    expect(await locked.getByLabel('Mật khẩu').inputValue()).toBe('');
    expect(await face(page).count()).toBe(0);
  });
});

describe('gõ tiếng Việt không bao giờ là máy quét hay phím tắt', () => {
  /** letters appear under the caret while the input method composes, then stand */
  async function compose(page: Page, steps: readonly string[]): Promise<void> {
    const keys = await openKeys(page);
    for (const text of steps) {
      await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
      await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await keys.send('Input.insertText', { text: steps.at(-1) ?? '' });
  }
  const telex = ['n', 'ng', 'ngu', 'nguy', 'nguye', 'nguyê', 'nguyên', 'nguyễn'];
  const vni = ['t', 'th', 'thi', 'thị', 'thị ', 'thị m', 'thị mâ', 'thị mẫ', 'thị mẫu'];

  test('Telex và VNI ghép chữ: chữ đứng nguyên, Ctrl+S của bộ gõ không lưu', async () => {
    const page = await atDesk();
    const name = page.getByLabel('Họ và tên');
    await name.focus();
    await compose(page, telex);
    await page.keyboard.press('Space');
    await compose(page, vni);
    const keys = await openKeys(page);
    for (const key of ['s', 'r', 'k'])
      await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, modifiers: 2, windowsVirtualKeyCode: 229 });
    expect(await name.inputValue()).toBe('nguyễn thị mẫu');
    await page.waitForTimeout(200);
    expect(await page.getByText('Cần giới tính').count()).toBe(0);
    expect(await face(page).count()).toBe(0);
    expect(await state(page)).toContain('"name"');
  });

  test('bộ gõ xóa lùi rồi gõ lại cả cụm trong một mili giây: chữ vào ô, không vào ô quét', async () => {
    const page = await atDesk();
    const reason = page.getByLabel('Lý do đến khám');
    await reason.focus();
    const keys = await openKeys(page);
    let at = Date.now();
    const press = async (key: string, after: number): Promise<void> => {
      at += after;
      const isBack = key === 'Backspace';
      const face = isBack ? { key, code: key, windowsVirtualKeyCode: 8 } : { key, text: key };
      const type = isBack ? 'rawKeyDown' : 'keyDown';
      await keys.send('Input.dispatchKeyEvent', { ...face, type, timestamp: at / 1000 });
    };
    for (const key of 'nguyee') await press(key, 120);
    for (const key of ['Backspace', 'Backspace', 'Backspace']) await press(key, 1);
    for (const key of 'uyễn đau đầu, hoa mắt') await press(key, 1);
    await page.keyboard.press('Enter');
    expect(await reason.inputValue()).toBe('nguuyễn đau đầu, hoa mắt');
    expect(await face(page).count()).toBe(0);
  });
});
