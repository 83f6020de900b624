import { join } from 'node:path';
import { type CdaDraft, rootOf, writeCda } from '@lienmach/cda';
import { identifierSystems } from '@lienmach/core';
import type { AllergyIntolerance, Bundle, Patient } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  // a document that the patient brought from another hospital
  const doctor = await house.demo.as('doctor');
  const data = Buffer.from(writeCda(broughtDocument), 'utf8').toString('base64');
  await doctor.operation('DocumentReference/$receive-cda', {
    content: { resourceType: 'Binary', contentType: 'text/xml', data },
  });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const LOINC = '2.16.840.1.113883.6.1';
const broughtDocument: CdaDraft = {
  id: { root: '1.2.3.99002', extension: 'giay-1' },
  setId: { root: '1.2.3.99002', extension: 'bo-1' },
  version: 1,
  code: { code: '11502-2', system: LOINC },
  title: 'Phiếu xét nghiệm mang theo',
  time: '2026-01-05T09:30:00+07:00',
  language: 'vi-VN',
  patient: {
    ids: [{ root: rootOf(identifierSystems.personalNumber), extension: '099158000018' }],
    birth: '1958-03-12',
  },
  author: { ids: [], time: '2026-01-05T09:30:00+07:00' },
  organization: {
    ids: [{ root: rootOf(identifierSystems.facility), extension: '99002' }],
    name: 'Bệnh viện Đa khoa Núi Mẫu',
  },
  sections: [
    {
      code: { code: '30954-2', system: LOINC },
      title: 'Kết quả xét nghiệm',
      table: { head: ['Chỉ số', 'Kết quả'], rows: [{ cells: ['Canxi ion hóa', '1,18 mmol/L'] }] },
      entries: [
        {
          kind: 'battery',
          ids: [{ root: '1.2.3.99002.1', extension: 'P-1' }],
          concept: { codes: [], text: 'Canxi' },
          status: 'completed',
          start: '2026-01-05T07:28:00+07:00',
          parts: [
            {
              kind: 'observation',
              ids: [],
              concept: { codes: [{ code: '1995-0', system: LOINC }], text: 'Canxi ion hóa' },
              value: { amount: { digits: '1.18', unit: 'mmol/L', isUcum: true } },
            },
          ],
        },
      ],
    },
  ],
};

const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 40 });
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `chart ${name}.png`) });
const focused = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");

/** Ctrl+K, a name without accents, Enter */
async function openChart(page: Page, name = 'nguyen thi hoai'): Promise<void> {
  await press(page, 'Control+k');
  await write(page, name);
  await page
    .getByRole('option', { name: /Nguyễn Thị Hoài Mẫu.*1958/, selected: true })
    .first()
    .waitFor();
  await press(page, 'Enter');
  await page.getByRole('region', { name: 'Dòng thời gian' }).waitFor();
}

async function enter(login: string, look = {}): Promise<Page> {
  const { page } = await openVisitor(browser, house.demo.url, look);
  await signIn(page, login, house.demo.password);
  return page;
}

describe('hồ sơ người bệnh, chỉ bàn phím', () => {
  test('tìm bằng Ctrl K không dấu, đi trên dòng thời gian, xem đồ thị, kiểm chữ ký, xem ai đã mở', async () => {
    const page = await enter('bac-si');
    await openChart(page);
    const banner = page.getByRole('region', { name: 'Người bệnh' });
    await banner.getByText('Dị ứng: Penicilin').waitFor();
    await expect.poll(() => focused(page)).toBe('Dòng thời gian');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await picture(page, 'course');

    const detail = page.locator('.course-below .panel').last();
    await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await detail.getByText('5,3').waitFor();
    await picture(page, 'visit chosen');
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Amlodipin Thử 5 mg').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'visit');
    await press(page, 'Escape');
    await expect.poll(() => focused(page)).toBe('Dòng thời gian');
    await press(page, '-', '-');
    await page.getByRole('radio', { name: '6 tháng', checked: true }).waitFor();
    await press(page, '+');
    await page.getByRole('radio', { name: '1 năm', checked: true }).waitFor();

    await press(page, '/');
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('chart-search');
    await write(page, 'day mat');
    await page.getByRole('region', { name: 'Các sự kiện' }).getByText('Ảnh đáy mắt').first().waitFor();
    await press(page, 'Escape');

    await press(page, 'Alt+2');
    const results = page.getByRole('region', { name: 'Kết quả mới nhất của từng chỉ số' }).last();
    await results.getByText('HbA1c (NGSP)').waitFor();
    await results.focus();
    await press(page, 'h');
    await page.getByRole('img', { name: /^HbA1c \(NGSP\), gần nhất 7,6 %/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'result');

    await results.getByText('nơi khác đo: Bệnh viện Đa khoa Núi Mẫu').waitFor();

    await press(page, 'Alt+6');
    const papers = page.getByRole('region', { name: 'Giấy tờ trong hồ sơ' }).last();
    await papers.getByText('Phiếu xét nghiệm mang theo').click();
    await page.getByText('Canxi ion hóa · 1,18 mmol/L').waitFor();
    await picture(page, 'outside document');
    await papers.getByText('đã ký').first().click();
    await page.getByText('E11.9').first().waitFor();
    await press(page, 'Alt+v');
    await page.getByText('Chữ ký hợp lệ').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'paper');

    await press(page, 'Alt+9');
    const log = page.getByRole('region', { name: 'Ai đã mở hồ sơ này' }).last();
    await log.getByText('BS. Trần Văn Thử').first().waitFor();
    await log.getByText('mở hồ sơ').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'access');
    for (const [key, name] of [
      ['Alt+3', 'medicines'],
      ['Alt+4', 'conditions'],
      ['Alt+5', 'allergies'],
      ['Alt+7', 'immunizations'],
      ['Alt+8', 'person'],
    ] as const) {
      await press(page, key);
      await page.waitForTimeout(400);
      expect(await violations(page)).toEqual([]);
      await picture(page, name);
    }
    await page.context().close();
  });

  test('điều dưỡng ghi "đã hỏi, không dị ứng" rồi ghi dị ứng mới', async () => {
    const tool = await house.demo.as('tool');
    const id = 'mau-chua-hoi';
    await tool.put<Patient>({
      resourceType: 'Patient',
      id,
      name: [{ text: 'Lê Văn Mẫu Hỏi', family: 'Lê', given: ['Văn', 'Mẫu', 'Hỏi'] }],
      gender: 'male',
      birthDate: '1990-02-03',
    });
    const page = await enter('dieu-duong', { isDark: true });
    await page.goto(`${house.demo.url}/patient-chart/patient/${id}`);
    await page.getByText('Chưa có gì trong hồ sơ').waitFor();
    await press(page, 'Alt+5');
    await page.getByText('Chưa ai ghi có hay không có dị ứng').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'nobody asked');
    await press(page, 'Alt+k');
    await page.getByText('Đã hỏi, không có dị ứng đã biết').waitFor();
    await press(page, 'Alt+n');
    await write(page, 'tôm biển');
    await page.getByRole('option', { name: /tôm biển/ }).waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await page.getByLabel('Biểu hiện').focus();
    await write(page, 'Nổi mề đay');
    await picture(page, 'new allergy');
    await press(page, 'Control+s');
    await page.getByRole('region', { name: 'Người bệnh' }).getByText('Dị ứng: tôm biển').waitFor();
    const nurse = await house.demo.as('nurse');
    const known = await nurse.get<Bundle>(`AllergyIntolerance?patient=Patient/${id}`);
    const texts = (known.entry ?? []).map(({ resource }) => (resource as AllergyIntolerance).code?.text);
    expect(texts.toSorted()).toEqual(['Không có dị ứng đã biết', 'tôm biển']);
    await page.context().close();
  });

  test('bác sĩ xét nghiệm không thấy thuốc và được nói rõ; hồ sơ đã gộp chỉ đường sang hồ sơ đang dùng', async () => {
    const lab = await enter('bac-si-xet-nghiem');
    await openChart(lab);
    await lab.getByText('Không hiện với vai trò của bạn: thuốc, tiêm chủng.').waitFor();
    await press(lab, 'Alt+3');
    await lab.getByText('Phần này không hiện với vai trò của bạn').waitFor();
    await lab.goto(`${house.demo.url}/patient-chart/patient/mau-hoai-an-cu`);
    await lab.getByText(/Hồ sơ này đã gộp vào/).waitFor();
    await picture(lab, 'merged');
    expect(await violations(lab)).toEqual([]);
    await lab.context().close();
  });

  test.each([
    { name: 'máy bàn tối', width: 1366, height: 768, isDark: true },
    { name: 'điện thoại', width: 390, height: 844, isDark: false },
  ])('$name: không tràn, đọc được', async ({ name, ...look }) => {
    const page = await enter('ho-so', look);
    await page.goto(`${house.demo.url}/patient-chart/patient/mau-hoai-an`);
    await page.getByRole('region', { name: 'Dòng thời gian' }).waitFor();
    await page.waitForTimeout(500);
    await picture(page, name);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    for (const key of ['Alt+2', 'Alt+6', 'Alt+9']) {
      await press(page, key);
      await page.waitForTimeout(500);
      await picture(page, `${name} ${key}`);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    await page.context().close();
  });
});
