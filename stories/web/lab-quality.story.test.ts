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

  test('trưởng khoa khai báo máy, nhập lô, ghi hiệu chuẩn và ngoại kiểm; báo cáo tháng đếm nội kiểm', async () => {
    const { page } = await atWork('truong-khoa-xet-nghiem', '/lab-quality/instruments');
    const fill = async (name: string, text: string): Promise<void> => {
      await page.getByRole('dialog').locator(`[name=${name}]`).focus();
      await write(page, text);
    };
    await page.getByText('Chưa khai báo máy nào').waitFor();
    await press(page, 'Alt+n');
    await page.getByRole('dialog', { name: 'Khai báo máy' }).waitFor();
    await fill('code', 'AU-2');
    await fill('name', 'Máy sinh hóa 2');
    await press(page, 'Control+s');
    await page.getByRole('dialog').getByText('Cần điền.').first().waitFor();
    await looked(page, 'machine form');
    await page.getByRole('dialog').locator('[name=kind]').selectOption('calibration');
    await fill('title', 'Hiệu chuẩn ISE');
    await fill('everyDays', '30');
    await fill('indicators', 'K, NA');
    await press(page, 'Control+s');
    await page.getByRole('row', { name: /AU-2 Hiệu chuẩn: Hiệu chuẩn ISE/ }).waitFor();
    await page.locator('[name=note]').focus();
    await write(page, 'độ dốc 54');
    await press(page, 'Control+s');
    await page.getByText('độ dốc 54', { exact: false }).last().waitFor();
    await page.getByRole('listitem').getByText('Hiệu chuẩn ISE').waitFor();
    await looked(page, 'machines');

    await press(page, 'Alt+2', 'Alt+n');
    for (const [name, text] of Object.entries({
      reagent: 'K-ISE',
      name: 'Điện cực kali',
      lot: 'E1',
      quantity: '100',
      minimum: '200',
      indicators: 'K',
    }))
      await fill(name, text);
    await fill('expiry', '31122031');
    await press(page, 'Control+s');
    await page
      .getByRole('row', { name: /Điện cực kali/ })
      .getByText('Dưới tối thiểu')
      .waitFor();
    await page.locator('[name=quantity]').focus();
    await write(page, '30');
    await press(page, 'Control+s');
    await page
      .getByRole('row', { name: /70 test/ })
      .getByText('Đang dùng')
      .waitFor();
    await looked(page, 'reagents');

    await press(page, 'Alt+3', 'Alt+n');
    for (const [name, text] of Object.entries({
      programme: 'Hóa sinh',
      round: '2026-11',
      sample: 'A',
      indicator: 'K',
      name: 'Kali',
      value: '4,3',
      unit: 'mmol/L',
    }))
      await fill(name, text);
    await press(page, 'Control+s');
    await page
      .getByRole('row', { name: /2026-11 · A/ })
      .getByText('Chờ kết quả')
      .waitFor();
    await page.locator('[name=assigned]').focus();
    await write(page, '4,0');
    await press(page, 'Tab');
    await write(page, '0,1');
    await press(page, 'Control+s');
    await page.getByText('Cần ghi đã khắc phục thế nào').waitFor();
    await press(page, 'Tab');
    await write(page, 'Kiểm tra đường chuẩn, chạy lại mẫu A');
    await press(page, 'Control+s');
    await page
      .getByRole('row', { name: /2026-11 · A/ })
      .getByText('Không đạt')
      .waitFor();
    await looked(page, 'external');

    await page.goto(`${house.demo.url}/lab-quality/figures`);
    await page.getByText('Đã đếm đủ các ngày').waitFor();
    await looked(page, 'figures');
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
    await page.goto(`${house.demo.url}/lab-quality/instruments`);
    await page.getByRole('row', { name: /AU-2/ }).waitFor();
    await looked(page, `${name} machines`);
    await page.goto(`${house.demo.url}/lab-quality/figures`);
    await page.getByText('Đã đếm đủ các ngày').waitFor();
    await looked(page, `${name} figures`);
    await page.context().close();
  });
});
