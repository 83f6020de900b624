import { createServer } from 'node:net';
import { join } from 'node:path';
import type { FhirClient } from '@lienmach/cli';
import { channelOfEndpoint, codeSystems, identifierSystems } from '@lienmach/core';
import { openMllpClient, parseHl7 } from '@lienmach/exchange';
import type { Bundle, Endpoint, FhirResource, Observation } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

const ID = 'may-dien-giai';
const patient = 'Patient/kenh-p1';

let house: WebDemo;
let browser: Browser;
let integrator: FhirClient;
let port: number;

const number = (system: string, value: string) => [{ system, value }];
const people: readonly FhirResource[] = [
  { resourceType: 'Patient', id: 'kenh-p1', identifier: number(identifierSystems.patientNumber, 'BN-KENH-1') },
  {
    resourceType: 'ServiceRequest',
    id: 'kenh-o1',
    status: 'active',
    intent: 'order',
    identifier: number(identifierSystems.orderNumber, 'CD-KENH-1'),
    code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }] },
    subject: { reference: patient },
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'kenh-r1',
    status: 'registered',
    identifier: number(identifierSystems.orderNumber, 'CD-KENH-1'),
    code: { text: 'Điện giải đồ' },
    subject: { reference: patient },
    basedOn: [{ reference: 'ServiceRequest/kenh-o1' }],
  },
];

const result = (id: string, code = 'QK9') =>
  `MSH|^~\\&|MAY LA||||20261122||ORU^R01|${id}|P|2.5.1\rPID|1||BN-KENH-1||CAO^THI BE\rOBR|1|CD-KENH-1||23.0058.1487\rOBX|1|NM|${code}^Kali||4.1|mmol/L|||||F`;

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => found(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });

/** @returns what the machine hears */
async function say(...messages: readonly string[]): Promise<string[]> {
  const client = openMllpClient({ host: '127.0.0.1', port });
  try {
    const heard: string[] = [];
    for (const text of messages)
      heard.push(
        parseHl7((await client.send(Buffer.from(text))).toString())
          .segment('MSA')
          ?.get(1) ?? '',
      );
    return heard;
  } finally {
    client.close();
  }
}

beforeAll(async () => {
  [house, browser, port] = await Promise.all([openWebDemo(), openBrowser(), freePort()]);
  integrator = await house.demo.as('integrator');
  const tool = await house.demo.as('tool');
  for (const one of people) await tool.put(one);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `channels ${name}.png`) });
const enter = async (look = {}) => {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'tich-hop', house.demo.password);
  return visitor;
};
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const grid = (page: Page, name: string) => page.locator('section.grid').and(page.getByLabel(name, { exact: true }));
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
/** digits typed at once would be taken for a scan */
async function write(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).focus();
  await field(page, name).fill(text);
  await expect.poll(() => field(page, name).inputValue()).toBe(text);
}
async function open(page: Page, tab: string): Promise<void> {
  const wanted = page.getByRole('tab', { name: tab, exact: true });
  await wanted.focus();
  await press(page, 'Enter');
  await page.getByRole('tab', { name: tab, exact: true, selected: true }).waitFor();
}
const saved = async () => channelOfEndpoint(await integrator.get<Endpoint>(`Endpoint/${ID}`));
const definition = async () => JSON.parse((await saved())?.definition ?? '{}') as object;
const results = async () =>
  ((await (await house.demo.as('tool')).get<Bundle>(`Observation?subject=${patient}`)).entry ?? []).map(
    ({ resource }) => resource as Observation,
  );
const isClean = async (page: Page, name: string) => {
  await picture(page, name);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
};

describe('kênh là dữ liệu, chỉ bàn phím', () => {
  test('nối một máy mới: mẫu, chỗ sai được chỉ, lưu, thử tin, mã lạ, chọn chỉ số, phát lại, kết quả vào hồ sơ', async () => {
    const { page, problems } = await enter();
    await press(page, 'Alt+2');
    await grid(page, 'Kênh').getByText('lab-analyzer').first().waitFor();
    await isClean(page, 'danh sách');

    await press(page, 'Alt+n');
    await page.getByRole('dialog').waitFor();
    await isClean(page, 'mẫu');
    await press(page, 'Enter');
    await field(page, 'transport.port').waitFor();
    await write(page, 'id', ID);
    await write(page, 'name', 'Máy điện giải mới');
    await write(page, 'partner.id', ID);
    await write(page, 'transport.port', '26a');
    await press(page, 'Control+s');
    await page.getByText('Chưa lưu, 1 chỗ cần sửa').waitFor();
    await page.getByText('Mục “transport.port” của kênh không đúng.').waitFor();
    await isClean(page, 'chỗ sai');
    await write(page, 'transport.port', String(port));
    await press(page, 'Control+s');
    await page.getByText('Đã lưu. Kênh đang tắt.').waitFor();
    expect(await definition()).toMatchObject({ transport: { kind: 'mllp', port }, partner: { id: ID } });
    expect(await saved()).toMatchObject({ status: 'off', name: 'Máy điện giải mới' });
    await isClean(page, 'khai báo');

    await open(page, 'Thử bản tin');
    await write(page, 'content', result('THU1').replaceAll('\r', '\n'));
    await press(page, 'Control+e');
    await page.getByText('Chưa hiểu được, bản tin sẽ nằm chờ').waitFor();
    await page.getByRole('button', { name: 'Ánh xạ mã “QK9”' }).waitFor();
    await isClean(page, 'thử');
    expect(await results()).toEqual([]);

    await press(page, 'Alt+b');
    await page.getByText('Kênh: bật.').waitFor();
    expect(await say(result('N1'), result('N2'))).toEqual(['AE', 'AE']);
    await press(page, 'Escape');
    await page.goto(`${house.demo.url}/integration/mapping`);
    const unknown = grid(page, 'Mã chưa biết');
    await unknown.getByText('QK9').waitFor();
    await unknown.focus();
    await press(page, 'Home');
    await page.getByText('Giá trị ví dụ').waitFor();
    await page.getByText('4.1 mmol/L', { exact: true }).waitFor();
    const picker = page.getByLabel('Chỉ số của cơ sở');
    await picker.focus();
    await page.keyboard.type('kali', { delay: 60 });
    await page.getByRole('option', { name: /2823-3/, selected: true }).waitFor();
    await picture(page, 'chọn chỉ số');
    await press(page, 'Enter');
    await expect.poll(() => picker.inputValue()).toMatch(/Kali/i);
    await press(page, 'Control+e');
    await page.getByText('đang phát lại 2 tin', { exact: false }).waitFor();
    await expect.poll(async () => (await results()).length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect((await results()).map(({ valueQuantity }) => valueQuantity?.value)).toContain(4.1);
    await page.getByText('Không mã nào chưa biết.', { exact: false }).waitFor({ timeout: 30_000 });
    await isClean(page, 'bàn ánh xạ');
    // the one that was refused on purpose
    expect(problems.filter((line) => !line.includes('status of 400'))).toEqual([]);
    await page.context().close();
  });

  test('người khác sửa trước: ghép từng mục; so các bản, quay lại bản cũ', async () => {
    const { page } = await enter();
    await page.goto(`${house.demo.url}/integration/channels`);
    const channels = grid(page, 'Kênh');
    await channels.getByText('Máy điện giải mới').waitFor();
    await channels.focus();
    await press(page, 'Home');
    await page.getByRole('tab', { name: 'Khai báo' }).waitFor();
    await isClean(page, 'tình trạng');
    await open(page, 'Khai báo');
    await write(page, 'alert.parked', '7');
    const theirs = { ...(await definition()), alert: { silentMinutes: 60, parked: 9 } };
    await integrator.operation('Endpoint/$save-channel', {
      id: ID,
      name: 'Máy điện giải mới',
      definition: JSON.stringify(theirs),
    });
    await press(page, 'Control+s');
    await page.getByText('Kênh đã có người khác sửa').waitFor();
    await press(page, 'Control+s');
    await page.getByRole('dialog').getByText('Nằm chờ từ').waitFor();
    await isClean(page, 'người khác sửa');
    await press(page, 'Control+s');
    await page.getByText('Đã lưu. Kênh chạy theo khai báo mới ngay.').waitFor();
    expect(await definition()).toMatchObject({ alert: { silentMinutes: 60, parked: 7 } });

    await open(page, 'Các bản');
    const versions = grid(page, 'Các bản');
    await versions.getByRole('row').nth(3).waitFor();
    await versions.focus();
    await press(page, 'End');
    await page.getByRole('cell', { name: 'Im lặng quá' }).waitFor();
    await isClean(page, 'các bản');
    await press(page, 'Control+e');
    await page.getByText('Đã quay lại bản 1.').waitFor();
    expect(await definition()).toMatchObject({ alert: { silentMinutes: 720, parked: 5 } });
    await press(page, 'Alt+o');
    await page.getByText('Kênh: tắt.').waitFor();
    expect(await saved()).toMatchObject({ status: 'off' });
    await page.context().close();
  });

  test('đối tác: số tin theo ngày, chờ người, thời gian, kênh và định mức; mở kênh của đối tác', async () => {
    const { page, problems } = await enter();
    await page.goto(`${house.demo.url}/integration/partners`);
    const partners = grid(page, 'Đối tác');
    await partners.getByText(ID).waitFor();
    await partners.focus();
    // a letter jumps to whoever begins with it
    await press(page, 'm');
    await page.getByRole('region', { name: ID, exact: true }).getByText('Theo ngày').first().waitFor();
    await isClean(page, 'đối tác');
    await press(page, 'Control+e');
    await page.getByRole('tab', { name: 'Tình trạng', selected: true }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('điện thoại, nền tối: danh sách, khai báo một cột, không tràn ngang', async () => {
    const { page, problems } = await enter({ width: 390, height: 844, isDark: true });
    await page.goto(`${house.demo.url}/integration/channels`);
    await grid(page, 'Kênh').getByText('Máy điện giải mới').click();
    await page.getByRole('tab', { name: 'Tình trạng', selected: true }).waitFor();
    await isClean(page, 'điện thoại tình trạng');
    await page.getByRole('tab', { name: 'Khai báo' }).click();
    await field(page, 'transport.port').waitFor();
    await field(page, 'transport.port').scrollIntoViewIfNeeded();
    await isClean(page, 'điện thoại khai báo');
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
