import { join } from 'node:path';
import type { FhirClient } from '@lienmach/cli';
import { codeSystems } from '@lienmach/core';
import type { Bundle, DetectedIssue, Observation } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let doctor: FhirClient;

const code = (valueCode: string) => ({ valueCode });
const decimal = (valueDecimal: number) => ({ valueDecimal });
const potassium = (mean: number, sd: number) => ({
  instrument: 'AU-2',
  indicator: code('K'),
  name: 'Kali',
  mean: decimal(mean),
  sd: decimal(sd),
  unit: 'mmol/L',
  allowableError: decimal(6),
});
const sodium = (mean: number, sd: number) => ({
  ...potassium(mean, sd),
  indicator: code('NA'),
  name: 'Natri',
});

/** twenty mornings of two levels, in control: distances in SD */
const mornings = [
  0.3, -0.8, 1.1, -0.4, 0.7, -1.3, 0.2, 1.6, -0.6, 0.9, -1.1, 0.1, 2.3, -0.5, 0.4, -0.9, 1.2, -0.2, 0.6, -0.7,
];

const at = (daysAgo: number): string => {
  const instant = new Date(Date.now() + 7 * 3_600_000 - daysAgo * 86_400_000);
  return `${instant.toISOString().slice(0, 19)}+07:00`;
};

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  doctor = await house.demo.as('lab-doctor');
  const lot = { lot: '4471', material: 'Huyết thanh chứng', expiry: { valueDate: '2031-12-31' } };
  const since = { from: { valueDate: at(40).slice(0, 10) } };
  for (const [level, targets] of [
    ['1', [potassium(4, 0.1), sodium(140, 1.5)]],
    ['2', [potassium(6, 0.2), sodium(155, 1.8)]],
  ] as const) {
    const target = targets.map((one) => ({ ...one, ...since }));
    await doctor.operation('Substance/$save-control-lot', { ...lot, level, target });
  }
  for (const [index, z] of mornings.entries()) {
    const typed = (level: string, value: number) => ({
      lot: '4471',
      level,
      indicator: code('K'),
      value: value.toFixed(3),
    });
    await doctor.operation('Observation/$record-control-run', {
      instrument: 'AU-2',
      at: { valueDateTime: at(21 - index) },
      value: [typed('1', 4 + 0.1 * z), typed('2', 6 - 0.2 * z * 0.6)],
    });
  }
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 30 });
const focused = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('name') ?? ''");

async function atWork(login: string, path: string, look: Look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
  await visitor.page.goto(`${house.demo.url}${path}`);
  return visitor;
}

async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `lab-quality ${name}.png`) });
}

const holds = async (state: string): Promise<DetectedIssue[]> =>
  ((await doctor.get<Bundle>(`DetectedIssue?_tag=${codeSystems.labHoldState}|${state}`)).entry ?? []).map(
    ({ resource }) => resource as DetectedIssue,
  );

describe('nội kiểm chỉ bằng bàn phím', () => {
  test('kỹ thuật viên ghi nội kiểm, kali mức 1 quá 3 SD: kết quả bị giữ; ghi khắc phục nhưng không gỡ được', async () => {
    const { page } = await atWork('ktv-xet-nghiem', '/lab-quality/run');
    await page.getByLabel('Kali, mức 1, mmol/L', { exact: true }).focus();
    await write(page, '4,35');
    await page
      .getByRole('row', { name: /Kali 1/ })
      .getByText('+3,5')
      .waitFor();
    await press(page, 'ArrowDown');
    await write(page, 'sáu');
    await page.getByText('Cần một số, ví dụ 4,0.').waitFor();
    await press(page, 'Control+s');
    await page.getByText('không đọc được').waitFor();
    await looked(page, 'run refused');
    await page.getByLabel('Kali, mức 2, mmol/L', { exact: true }).focus();
    await press(page, 'Control+a');
    await write(page, '6,1');
    await press(page, 'Control+s');
    await page.getByText('1 chỉ số không đạt: kết quả của chúng đang bị giữ').waitFor();
    await page
      .getByRole('row', { name: /Kali 1/ })
      .getByText('Không đạt 1-3s')
      .waitFor();
    await looked(page, 'run judged');
    expect(await holds('open')).toMatchObject([{ detail: expect.stringContaining('Kali, mức 1') }]);

    await press(page, 'Alt+b');
    const hold = page.getByRole('region', { name: 'Đang giữ kết quả' });
    await hold.getByText('phạm luật 1-3s').waitFor();
    await page.getByRole('slider', { name: /Kali, mức 1/ }).waitFor();
    await looked(page, 'held');
    await press(page, 'Control+3');
    await write(page, 'Thay lọ chứng mới, chuẩn lại điện cực');
    await press(page, 'Control+s');
    await hold.getByRole('listitem').getByText('Thay lọ chứng mới').waitFor();
    expect(await hold.getByRole('button', { name: /Gỡ giữ/ }).count()).toBe(0);
    await page.context().close();
  });

  test('bác sĩ xem biểu đồ bằng mũi tên và bảng; chưa chạy lại thì không gỡ, chạy lại đạt thì gỡ bằng một phím', async () => {
    const { page } = await atWork('bac-si-xet-nghiem', '/lab-quality/control');
    const chart = page.getByRole('slider', { name: /Kali, mức 1/ });
    await chart.focus();
    await expect.poll(() => chart.getAttribute('aria-valuetext')).toContain('Không đạt 1-3s');
    await press(page, 'Home');
    await expect.poll(() => chart.getAttribute('aria-valuenow')).toBe('1');
    await press(page, 'Alt+t');
    await page.getByRole('row', { name: /Không đạt 1-3s/ }).waitFor();
    await looked(page, 'table');
    await press(page, 'Alt+t', 'Control+3');
    await write(page, 'Đã chuẩn lại, chờ chạy lại');
    await press(page, 'Control+Enter');
    await page.getByText('Chưa có nội kiểm đạt sau lần hỏng ở mức 1').waitFor();
    await looked(page, 'not yet');
    expect(await holds('open')).toHaveLength(1);

    await press(page, 'Alt+n');
    await page.getByLabel('Kali, mức 1, mmol/L', { exact: true }).focus();
    await write(page, '4,02');
    await press(page, 'Control+s');
    await page.getByText('Đã ghi 1 giá trị nội kiểm').waitFor();
    await press(page, 'Alt+b', 'Control+3');
    await page.getByRole('region', { name: 'Đang giữ kết quả' }).waitFor();
    await press(page, 'Control+3');
    await write(page, 'Chuẩn lại điện cực, mức 1 đạt');
    await press(page, 'Control+Enter');
    await expect.poll(async () => (await holds('open')).length).toBe(0);
    await page.getByText('Không giữ kết quả nào').waitFor();
    const [closed] = await holds('closed');
    expect(closed?.mitigation?.map(({ action }) => action.text)).toEqual([
      'Thay lọ chứng mới, chuẩn lại điện cực',
      'Chuẩn lại điện cực, mức 1 đạt',
    ]);
    const kept = await doctor.get<Bundle>(
      `Observation?category=${codeSystems.labObservationKind}|quality-control&_summary=count`,
    );
    expect(kept.total).toBe(43);
    const [point] = ((await doctor.get<Bundle>('Observation?category=quality-control&_count=1')).entry ?? []).map(
      ({ resource }) => resource as Observation,
    );
    expect(point?.subject).toBeUndefined();

    await press(page, 'Alt+l');
    await page.getByRole('dialog', { name: 'Lô nội kiểm' }).waitFor();
    await expect.poll(() => focused(page)).toBe('lot');
    await write(page, '5580');
    await press(page, 'Tab', 'Tab');
    await write(page, '31122031');
    await press(page, 'Tab');
    await write(page, 'Huyết thanh chứng');
    await page.getByLabel('Trung bình').focus();
    await write(page, '4,1');
    await press(page, 'Control+s');
    await page.getByText('Cần một số, ví dụ 4,0.').waitFor();
    await looked(page, 'lot');
    await page.getByRole('textbox', { name: 'SD', exact: true }).focus();
    await write(page, '0,12');
    await press(page, 'Control+s');
    await page.getByText('Đã lưu lô nội kiểm').waitFor();
    await page.getByText('Chạy song song, chưa dùng để giữ kết quả').waitFor();
    await page.context().close();
  });

  test.each([
    { name: 'máy bàn tối', width: 1366, height: 768, isDark: true },
    { name: 'điện thoại', width: 390, height: 844, isDark: false },
  ])('$name: biểu đồ và ghi nội kiểm không tràn, đọc được', async ({ name, ...look }) => {
    const { page } = await atWork('truong-khoa-xet-nghiem', '/lab-quality/control?instrument=AU-2&indicator=K', look);
    await page.getByRole('slider', { name: /Kali, mức 2/ }).waitFor();
    await looked(page, name);
    await page.goto(`${house.demo.url}/lab-quality/run`);
    await page.getByLabel('Kali, mức 1, mmol/L', { exact: true }).waitFor();
    await looked(page, `${name} run`);
    await page.context().close();
  });
});
