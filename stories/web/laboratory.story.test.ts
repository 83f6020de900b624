import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, sendChunks, type Visit, visitSteps } from '@lienmach/cli';
import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import { frame, readHl7 } from '@lienmach/exchange';
import type {
  Bundle,
  DiagnosticReport,
  FhirResource,
  Observation,
  Patient,
  ServiceRequest,
  Specimen,
  Task,
} from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { scan } from './scan.ts';

const ELECTROLYTES = '23.0058.1487';
const BLOOD_COUNT = '22.0121.1369';
const CRP = '23.0228.1483';

let house: WebDemo;
let browser: Browser;
let visit: Visit;
let lab: FhirClient;

interface Ordered {
  readonly order: ServiceRequest;
  readonly tube: string;
}
const ordered = new Map<string, Ordered>();

const resources = async <R extends FhirResource>(client: FhirClient, query: string): Promise<R[]> =>
  ((await client.get<Bundle>(query)).entry ?? []).map(({ resource }) => resource as R);

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
  const doctor = await house.demo.as('doctor');
  const at = `Encounter/${visit.encounter}/$order-tests`;
  const code = (valueCode: string) => ({ valueCode });
  await doctor.operation(at, { test: [code(ELECTROLYTES)], urgent: true });
  await doctor.operation(at, { test: [code(BLOOD_COUNT), code(CRP)] });
  lab = await house.demo.as('lab-doctor');
  await learnOrders();
});

/** the newest order of each test */
async function learnOrders(): Promise<void> {
  const tubes = await resources<Specimen>(lab, `Specimen?subject=Patient/${visit.patient}`);
  const orders = await resources<ServiceRequest>(lab, `ServiceRequest?encounter=Encounter/${visit.encounter}`);
  for (const order of orders.toSorted((a, b) => (a.authoredOn ?? '').localeCompare(b.authoredOn ?? ''))) {
    const test = order.code?.coding?.find(({ system }) => system === codeSystems.services7603)?.code ?? '';
    const tube = tubes.find(({ id }) => order.specimen?.[0]?.reference === `Specimen/${id}`);
    ordered.set(test, { order, tube: identifierValue(tube, identifierSystems.specimenNumber) ?? '' });
  }
}
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const of = (test: string): Ordered => {
  const found = ordered.get(test);
  if (found === undefined) throw new Error(`${test} was not ordered`);
  return found;
};

const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 40 });

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const focused = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('name') ?? ''");

async function openBench(login: string, look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
  await visitor.page.goto(`${house.demo.url}/laboratory/bench`);
  await visitor.page.getByRole('navigation', { name: 'Danh sách phiếu' }).locator('.bench-line').first().waitFor();
  return visitor;
}

/** a table wider than its panel hides its last column */
const cutOff = (page: Page) =>
  page.evaluate<string[]>(
    "[...document.querySelectorAll('.panel-body')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.slice(0, 40))",
  );

const reportOf = async (test: string): Promise<DiagnosticReport | undefined> =>
  (await resources<DiagnosticReport>(lab, `DiagnosticReport?based-on=ServiceRequest/${of(test).order.id}`))[0];

/** the analyzer tells four of sixteen values and says that it is done */
async function analyzerTells(values: Readonly<Record<string, readonly [string, string]>>): Promise<string> {
  const { order, tube } = of(BLOOD_COUNT);
  const patient = await lab.get<Patient>(`Patient/${visit.patient}`);
  const number = identifierValue(patient, identifierSystems.patientNumber);
  const at = new Date(Date.now() + 7 * 3_600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const segments = [
    `MSH|^~\\&|MAY|XN|LIENMACH|99001|${at}||ORU^R01^ORU_R01|S${at}|P|2.5.1|||||||UNICODE UTF-8`,
    `PID|1||${number}`,
    `OBR|1|${identifierValue(order, identifierSystems.orderNumber)}|${tube}|${BLOOD_COUNT}^CTM^L|||${at}||||||||||${tube}|||||||F`,
    ...Object.entries(values).map(
      ([code, [value, unit]], index) =>
        `OBX|${index + 1}|NM|${code}^${code}^L||${value}|${unit}|||||F|||${at}||||MAY-1`,
    ),
  ];
  const raw = frame(Buffer.from(`${segments.join('\r')}\r`));
  const answers = await sendChunks({ host: '127.0.0.1', port: house.demo.mllpPort ?? 0 }, [Buffer.from(raw)], 1);
  return (
    readHl7(answers[0] ?? Buffer.from(''))
      .segment('MSA')
      ?.get(1) ?? '?'
  );
}

/** notes of the alarm; a reader beeps with others */
const countNotes = `window.notes = 0;
window.OscillatorNode = class extends OscillatorNode {
  constructor(context, options) {
    super(context, options);
    if (options.type === 'triangle') window.notes += 1;
  }
};undefined`;
/** a browser that waits for a gesture */
const keepSilent = "Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })";

const morningTube = (n: number): string => `2712${String(n).padStart(8, '0')}`;

/** Reports that wait for results since the morning: every third is of urine, every second is late. */
async function longMorning(count: number): Promise<void> {
  const tool = await house.demo.as('tool');
  const subject = { reference: `Patient/${visit.patient}` };
  const entry = Array.from({ length: count }, (_, n): FhirResource[] => {
    const at = new Date(Date.now() - (n % 2 === 0 ? 300 : 5) * 60_000 - n).toISOString();
    const [test, section] = n % 3 === 0 ? ['23.0206.1596', 'urine'] : ['23.0075.1494', 'chemistry'];
    const code = { coding: [{ system: codeSystems.services7603, code: test }], text: `Phiếu sáng ${n}` };
    const [order, tube] = [{ reference: `ServiceRequest/sang-${n}` }, { reference: `Specimen/sang-${n}` }];
    const queues = ['to-enter.routine', `to-enter.routine.s:${section}`].map((queue) => ({
      system: codeSystems.labQueue,
      code: queue,
    }));
    const tag = [{ system: codeSystems.labBench, code: 'to-enter' }, ...queues];
    return [
      {
        resourceType: 'Specimen',
        id: `sang-${n}`,
        identifier: [{ system: identifierSystems.specimenNumber, value: morningTube(n) }],
        status: 'available',
        subject,
        receivedTime: at,
        collection: { collectedDateTime: at },
      },
      {
        resourceType: 'ServiceRequest',
        id: `sang-${n}`,
        status: 'active',
        intent: 'order',
        code,
        subject,
        authoredOn: at,
        specimen: [tube],
      },
      {
        resourceType: 'DiagnosticReport',
        id: `sang-${n}`,
        meta: { tag },
        status: 'registered',
        basedOn: [order],
        code,
        subject,
        effectiveDateTime: at,
        specimen: [tube],
      },
    ];
  }).flat();
  const put = (resource: FhirResource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  });
  await tool.transaction({ resourceType: 'Bundle', type: 'transaction', entry: entry.map(put) });
}

describe('bàn xét nghiệm chỉ bằng bàn phím và máy quét', () => {
  test('kỹ thuật viên quét ống, nhập, bị chặn đúng dòng, gọi báo kali; kết quả máy tự hiện khi đang gõ', async () => {
    const { page } = await openBench('ktv-xet-nghiem');
    await page.screenshot({ path: join(shots, 'laboratory list.png') });
    expect(await violations(page)).toEqual([]);
    await scan(page, of(ELECTROLYTES).tube);
    await page.getByRole('region', { name: 'Người bệnh', exact: true }).waitFor();
    await expect.poll(() => focused(page)).toBe('value-NA');
    await press(page, 'Alt+p');
    await page.getByText('Đã ghi giờ lấy mẫu').waitFor();
    await page.getByLabel('Natri, mmol/L').focus();
    await write(page, '140');
    await press(page, 'Enter');
    await write(page, '6,8');
    await page.getByRole('row', { name: /Kali/ }).getByText('Báo động').waitFor();
    await page.evaluate(countNotes);
    await press(page, 'Enter');
    await write(page, 'cao');
    await press(page, 'Control+s');
    await page.getByText('Gõ số (5,4), hoặc <0,1').waitFor();
    await expect.poll(() => focused(page)).toBe('value-CL');
    expect((await reportOf(ELECTROLYTES))?.result).toBeUndefined();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory refused.png') });
    await press(page, 'Control+a');
    await write(page, '101');
    await press(page, 'Control+s');
    await page.getByRole('heading', { name: 'Báo ngay: Kali 6,8 mmol/L' }).waitFor();
    await page.getByText('Chưa ghi nhận báo động').waitFor();
    // one ring for the turn, the mark and the title; off stays off at this workplace
    await expect.poll(() => page.evaluate('notes')).toBe(6);
    await page.getByRole('status').getByText('1 giá trị báo động chờ gọi').waitFor();
    await expect.poll(() => page.title()).toBe('(1) Xét nghiệm · Liền Mạch');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory alarm.png') });
    await press(page, 'Alt+z');
    const off = page.getByRole('button', { name: /Chuông báo động đang tắt/ });
    await off.waitFor();
    expect(await page.evaluate('notes')).toBe(6);
    await page.addInitScript(keepSilent);
    await page.reload();
    await off.waitFor();
    await page.getByRole('status').getByText('1 giá trị báo động chờ gọi').waitFor();
    expect(await page.getByRole('button', { name: 'Bật tiếng' }).count()).toBe(0);
    await press(page, 'Alt+z');
    await page.reload();
    // on again, but this browser lets nothing be heard: it says so, and the mark stands
    await page.getByRole('button', { name: 'Bật tiếng' }).waitFor();
    await page.getByRole('status').getByText('1 giá trị báo động chờ gọi').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory alarm silent.png') });
    await page.getByRole('heading', { name: 'Báo ngay: Kali 6,8 mmol/L' }).waitFor();

    await press(page, 'Control+3');
    await write(page, 'chạy lại 6,7; không tán huyết');
    await press(page, 'Enter');
    await write(page, 'ĐD. Hà Thị Thử');
    await press(page, 'Enter', 'Enter');
    await write(page, 'kali 6,3');
    await press(page, 'Control+b');
    await page.getByText('Nội dung đọc lại không có giá trị đã báo').waitFor();
    await page.screenshot({ path: join(shots, 'laboratory call.png') });
    expect(await violations(page)).toEqual([]);
    expect(await focused(page)).toBe('call-readBack');
    await press(page, 'Control+a');
    await write(page, 'kali 6,8');
    await press(page, 'Control+b');
    await page.getByText('đã báo ĐD. Hà Thị Thử lúc').waitFor();
    await expect.poll(() => page.title()).toBe('Xét nghiệm · Liền Mạch');
    const [told] = await resources<Task>(lab, `Task?patient=Patient/${visit.patient}&status=completed`);
    expect(told?.output?.map(({ valueString }) => valueString)).toEqual([
      'chạy lại 6,7; không tán huyết',
      'ĐD. Hà Thị Thử',
      'kali 6,8',
      undefined,
    ]);

    await scan(page, of(BLOOD_COUNT).tube);
    await page.getByRole('heading', { name: /Tổng phân tích tế bào máu/ }).waitFor();
    await expect.poll(() => focused(page)).toBe('value-WBC');
    await page.getByLabel('Huyết sắc tố, g/L').focus();
    await write(page, '128');
    expect(
      await analyzerTells({
        WBC: ['12.4', '10*9/L'],
        RBC: ['4.6', '10*12/L'],
        HGB: ['135', 'g/L'],
        PLT: ['250', '10*9/L'],
      }),
    ).toBe('AA');
    await page.getByText('Trong lúc gõ 128, MAY-1 đã ghi 135.').waitFor();
    await page.screenshot({ path: join(shots, 'laboratory two versions.png') });
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+s');
    await page.getByText('Chọn giá trị cho các dòng có hai bản').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('Giữ 128');
    await press(page, 'Tab', 'Enter');
    await page.getByText('Trong lúc gõ 128').waitFor({ state: 'detached' });
    await expect(page.getByLabel('Huyết sắc tố, g/L').inputValue()).resolves.toBe('135');
    await page.getByLabel('Hematocrit, L/L').focus();
    await write(page, 'kđđ');
    await page
      .getByRole('row', { name: /Hematocrit/ })
      .getByText('Không đo được')
      .waitFor();
    await press(page, 'Control+s');
    await page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor();
    await press(page, 'Alt+g');
    await page.getByRole('dialog', { name: 'Phiếu còn thiếu kết quả' }).waitFor();
    await press(page, 'Control+Enter');
    await expect.poll(async () => (await reportOf(BLOOD_COUNT))?.status).toBe('preliminary');
    await page.context().close();
  });

  test('bác sĩ duyệt từng phiếu bằng một phím; phiếu thiếu phải duyệt thiếu có chủ ý', async () => {
    const { page } = await openBench('bac-si-xet-nghiem');
    await press(page, 'Control+1', 'Enter');
    await page.getByRole('region', { name: 'Người bệnh', exact: true }).waitFor();
    await page.getByText('Điện giải đồ').first().waitFor();
    await expect.poll(() => focused(page)).toBe('value-NA');
    await press(page, 'Alt+n');
    await write(page, 'Kali tăng cao, đã chạy lại.');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory verify.png') });
    await press(page, 'Control+Enter');
    await page.getByText(/Đã trả kết quả Điện giải đồ/).waitFor();
    await page.getByRole('heading', { name: /Tổng phân tích tế bào máu/ }).waitFor();
    await page.getByText('Chưa ghi giờ lấy mẫu nên').waitFor();
    await press(page, 'Alt+p');
    await page.getByText('Đã ghi giờ lấy mẫu').waitFor();
    await press(page, 'Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Phiếu còn thiếu kết quả' });
    await dialog.getByText('Bạch cầu lympho').waitFor();
    expect(await dialog.getByText('Hematocrit').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory missing.png') });
    await press(page, 'Control+Enter');
    await page.getByText(/Đã trả kết quả Tổng phân tích/).waitFor();
    expect(await reportOf(ELECTROLYTES)).toMatchObject({ status: 'final', conclusion: 'Kali tăng cao, đã chạy lại.' });
    expect(await reportOf(BLOOD_COUNT)).toMatchObject({ status: 'final' });
    const values = await resources<Observation>(
      lab,
      `Observation?patient=Patient/${visit.patient}&category=laboratory`,
    );
    expect(values.map(({ status }) => status).toSorted()).toEqual(['cancelled', ...Array(7).fill('final')]);
    const doctor = await house.demo.as('doctor');
    await doctor.operation(`Encounter/${visit.encounter}/$order-tests`, { test: [{ valueCode: ELECTROLYTES }] });
    await page
      .getByRole('navigation', { name: 'Danh sách phiếu' })
      .getByText(/Điện giải đồ/)
      .nth(1)
      .waitFor();
    await learnOrders();
    const technician = await house.demo.as('lab-technician');
    const part = (indicator: string, value: string) => ({ indicator: { valueCode: indicator }, value });
    await technician.operation(`DiagnosticReport/${(await reportOf(ELECTROLYTES))?.id}/$enter-results`, {
      result: [part('NA', '138'), part('K', '4,1'), part('CL', '<90')],
    });
    await page.context().close();
  });

  test('bác sĩ sửa kết quả đã trả bằng bàn phím: có lý do, bản cũ còn thấy; từ chối mẫu thì có ống mới', async () => {
    const { page } = await openBench('bac-si-xet-nghiem');
    await page.goto(`${house.demo.url}/laboratory/bench/${of(BLOOD_COUNT).order.id}`);
    await page
      .getByRole('row', { name: /bạch cầu/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /Sửa kết quả đã trả/ }).waitFor();
    await press(page, 'Alt+s');
    await page.getByText('Đang sửa kết quả đã trả').waitFor();
    await page.getByLabel('Số lượng bạch cầu, G/L').focus();
    await write(page, '11,4');
    await press(page, 'Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Sửa kết quả đã trả' });
    await dialog.getByText('Số lượng bạch cầu: 12,4 → 11,4 G/L').waitFor();
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => focused(page)).toBe('amend-reason');
    await write(page, 'đọc nhầm dòng');
    await page.screenshot({ path: join(shots, 'laboratory amend.png') });
    await press(page, 'Control+Enter');
    await page.getByText(/trước là 12,4 G\/L. Lý do: đọc nhầm dòng/).waitFor();
    await page.screenshot({ path: join(shots, 'laboratory amended.png') });
    expect(await violations(page)).toEqual([]);
    await expect.poll(async () => (await reportOf(BLOOD_COUNT))?.status).toBe('corrected');

    await page.goto(`${house.demo.url}/laboratory/bench/${of(CRP).order.id}`);
    await page.getByText('Chưa ghi giờ lấy mẫu nên').waitFor();
    await press(page, 'Alt+p');
    await page.getByText('Đã ghi giờ lấy mẫu').waitFor();
    await press(page, 'Alt+t');
    const reject = page.getByRole('dialog', { name: 'Từ chối mẫu này' });
    await reject.getByLabel('Lý do').selectOption('haemolysed');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory reject.png') });
    await press(page, 'Control+Enter');
    await page.getByText('Đã từ chối mẫu và yêu cầu lấy lại').waitFor();
    await expect.poll(async () => (await reportOf(CRP))?.status).toBe('registered');
    await page.context().close();
  });

  test('trưởng khoa khai thang gọi báo bằng bàn phím: chỗ sai đứng dưới ô của nó; chưa có thang thì nói điều gì xảy ra', async () => {
    const openLadders = async (look = {}) => {
      const { page } = await openVisitor(browser, house.demo.url, look);
      await signIn(page, 'truong-khoa-xet-nghiem', house.demo.password);
      await page.goto(`${house.demo.url}/laboratory/call-ladder`);
      return page;
    };
    const looked = async (page: Page, name: string): Promise<void> => {
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.screenshot({ path: join(shots, `laboratory ladder ${name}.png`) });
    };
    const page = await openLadders();
    await page.getByText('Chưa có thang chung của viện').waitFor();
    await looked(page, 'none');
    await press(page, 'Alt+n');
    const dialog = page.getByRole('dialog', { name: 'Thang gọi báo mới' });
    await dialog.waitFor();
    await press(page, 'Alt+b', 'Control+s');
    await dialog.getByText('Cần điền').nth(1).waitFor();
    await expect.poll(() => focused(page)).toBe('step.0.who');
    const choose = async (at: number, words: string, name: RegExp): Promise<void> => {
      await dialog.locator(`[name="step.${at}.who"]`).focus();
      await write(page, words);
      await page.getByRole('option', { name, selected: true }).first().waitFor();
      await page.waitForTimeout(600);
      await press(page, 'Enter');
    };
    await choose(0, 'tran van', /Trần Văn Thử/);
    await press(page, 'Tab');
    await write(page, '0900 000 111');
    await choose(1, 'mau giam', /Mẫu Giám/);
    await dialog.locator('[name="step.1.after"]').focus();
    await press(page, 'Control+a');
    await write(page, '10');
    await press(page, 'Control+s');
    await dialog.getByText('Từ 1 đến 240 phút, muộn hơn bước trước.').waitFor();
    await expect.poll(() => focused(page)).toBe('step.1.after');
    await looked(page, 'refused');
    await press(page, 'Control+a');
    await write(page, '30');
    await press(page, 'Control+s');
    await page.getByText('Gọi lại mỗi 10 phút, tất cả 3 lần.').waitFor();
    expect(await page.getByText('Chưa có thang chung của viện').count()).toBe(0);
    await looked(page, 'in force');
    await page.context().close();
    const phone = await openLadders({ width: 390, height: 844 });
    await phone.getByText('60 phút').waitFor();
    await looked(phone, 'phone');
    await phone.context().close();
  });

  test.each([
    { name: 'máy bàn tối', width: 1366, height: 768, isDark: true },
    { name: 'điện thoại', width: 390, height: 844, isDark: false },
  ])('$name: xem lại phiếu đã duyệt và nhập phiếu mới, không tràn, đọc được', async ({ name, ...look }) => {
    const { page } = await openBench('bac-si-xet-nghiem', look);
    for (const test of [BLOOD_COUNT, ELECTROLYTES, CRP]) {
      await page.goto(`${house.demo.url}/laboratory/bench/${of(test).order.id}`);
      await page.getByRole('region', { name: 'Người bệnh', exact: true }).waitFor();
      await page.getByRole('table').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(await cutOff(page)).toEqual([]);
      await page.screenshot({ path: join(shots, `laboratory ${name} ${test}.png`) });
    }
    await page.context().close();
  });

  test('danh sách dài: tìm, lọc, sang trang chỉ bằng bàn phím; mỗi dòng có giờ hẹn', async () => {
    await longMorning(120);
    const { page } = await openBench('ktv-xet-nghiem');
    const list = page.getByRole('navigation', { name: 'Danh sách phiếu' });
    const lines = list.locator('.bench-line');
    await expect.poll(() => lines.count()).toBeGreaterThanOrEqual(100);
    await list
      .getByText(/^quá \d/)
      .first()
      .waitFor();
    await list
      .getByText(/^còn \d/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory long list.png') });

    await list.getByRole('button', { name: 'Trang sau' }).focus();
    await press(page, 'Enter');
    await list.getByText(/^101–/).waitFor();
    await expect.poll(() => lines.count()).toBeLessThan(100);
    // the last page: the button is off, and the hand is still on it
    const focusedLabel = () => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");
    expect(await focusedLabel()).toBe('Trang sau');
    await press(page, 'Enter', 'Shift+Tab');
    expect(await focusedLabel()).toBe('Trang trước');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Enter');
    await list.getByText(/^1–100/).waitFor();

    await press(page, 'Control+f');
    await write(page, morningTube(7));
    await expect.poll(() => lines.count()).toBe(1);
    await press(page, 'Control+a', 'Delete');
    await expect.poll(() => lines.count()).toBeGreaterThanOrEqual(100);

    await list.getByRole('button', { name: 'Lọc danh sách' }).focus();
    await press(page, 'Enter');
    await list.getByLabel('Bộ phận').focus();
    await press(page, 'n');
    await expect.poll(() => list.getByLabel('Bộ phận').inputValue()).toBe('urine');
    await expect.poll(() => lines.count()).toBe(40);
    await list.getByLabel('Chỉ phiếu quá hẹn').focus();
    await press(page, 'Space');
    await expect.poll(() => lines.count()).toBe(20);
    expect(await list.getByText(/^còn \d/).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory filters.png') });
    await list.getByRole('button', { name: /Nhận mẫu$/ }).focus();
    await press(page, 'Enter');
    await list.getByText('Không có phiếu nào khớp').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'laboratory filters phone.png') });
    await page.context().close();
  });
});
