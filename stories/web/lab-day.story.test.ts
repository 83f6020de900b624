import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, simulateLabAnalyzer, type Visit, visitSteps } from '@lienmach/cli';
import { codeSystems, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import { hasSchema, schemaFaults } from '@lienmach/testing';
import type {
  ActivityDefinition,
  Binary,
  Bundle,
  DetectedIssue,
  DiagnosticReport,
  DocumentReference,
  FhirResource,
  Observation,
  Parameters,
  Patient,
  ServiceRequest,
  Specimen,
  Task,
} from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openDoctorsVisit } from './doctors-visit.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { outsideDocumentOf, outsideMessage, outsidePerson, sendByMessage } from './outside-laboratory.ts';
import { scan } from './scan.ts';

const ELECTROLYTES = '23.0058.1487';
const GLUCOSE = '23.0075.1494';
const UREA = '23.0166.1494';
const MACHINE = 'XN.1.MAYGIA01';
const LOT = '4471';

let house: WebDemo;
let browser: Browser;
let visit: Visit;
let lab: FhirClient;
let doctor: FhirClient;
let technician: FhirClient;

const code = (valueCode: string) => ({ valueCode });
const resources = async <R extends FhirResource>(client: FhirClient, query: string): Promise<R[]> =>
  ((await client.get<Bundle>(query)).entry ?? []).map(({ resource }) => resource as R);

/** this laboratory verifies in two steps, the first by rules where everything passes */
const twoSteps = (test: string, title: string, indicators: readonly string[]): ActivityDefinition => ({
  resourceType: 'ActivityDefinition',
  id: `thu-${test.replaceAll('.', '-')}`,
  status: 'active',
  title,
  code: { coding: [{ system: codeSystems.services7603, code: test }] },
  extension: [
    {
      url: extensions.labRow,
      valueString: JSON.stringify({ tube: 'serum', section: 'chemistry', indicators, steps: 2, isAutomatic: true }),
    },
  ],
});

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  const tool = await house.demo.as('tool');
  for (const row of [
    twoSteps(ELECTROLYTES, 'Điện giải đồ (Na, K, Cl) [Máu]', ['NA', 'K', 'CL']),
    twoSteps(GLUCOSE, 'Định lượng Glucose [Máu]', ['GLU']),
    twoSteps(UREA, 'Định lượng Urê máu [Máu]', ['URE']),
  ])
    await tool.put(row);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
  [lab, doctor, technician] = await Promise.all([
    house.demo.as('lab-doctor'),
    house.demo.as('doctor'),
    house.demo.as('lab-technician'),
  ]);
  await lab.operation('Substance/$save-control-lot', {
    lot: LOT,
    level: '1',
    material: 'Huyết thanh chứng',
    expiry: { valueDate: '2031-12-31' },
    target: {
      instrument: MACHINE,
      indicator: code('GLU'),
      name: 'Glucose',
      mean: { valueDecimal: 5 },
      sd: { valueDecimal: 0.1 },
      unit: 'mmol/L',
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const analyzer = (values: Readonly<Record<string, string>>) =>
  simulateLabAnalyzer({
    listen: { host: '127.0.0.1', port: 0 },
    to: { host: '127.0.0.1', port: house.demo.mllpPort ?? 0 },
    delay: 1,
    values: new Map(Object.entries(values)),
  });

/** a control material goes through the machine */
async function control(glucose: string): Promise<void> {
  const machine = await analyzer({ GLU: glucose });
  await machine.control(LOT, '1', ['GLU']);
  expect(machine.acknowledged).toEqual(['AA']);
  await machine.close();
}

const openHolds = () =>
  resources<DetectedIssue>(lab, `DetectedIssue?_tag=${encodeURIComponent(`${codeSystems.labHoldState}|open`)}`);

async function reportOf(test: string): Promise<DiagnosticReport> {
  const orders = await resources<ServiceRequest>(lab, `ServiceRequest?encounter=Encounter/${visit.encounter}`);
  const order = orders.find((one) => one.code?.coding?.some(({ code: own }) => own === test));
  const [report] = await resources<DiagnosticReport>(lab, `DiagnosticReport?based-on=ServiceRequest/${order?.id}`);
  if (report === undefined) throw new Error(`${test} has no report`);
  return report;
}

const sheetState = async (test: string): Promise<unknown> =>
  (await lab.get<Parameters>(`DiagnosticReport/${(await reportOf(test)).id}/$result-sheet`)).parameter?.find(
    ({ name }) => name === 'state',
  )?.valueCode;

async function openBenchAt(login: string, test: string, look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
  const order = (await reportOf(test)).basedOn?.[0]?.reference?.split('/')[1];
  await visitor.page.goto(`${house.demo.url}/laboratory/bench/${order}`);
  await visitor.page.getByRole('region', { name: 'Người bệnh', exact: true }).waitFor();
  return visitor;
}

/** the three steps of a call, by keyboard */
async function recordCall(page: Page): Promise<void> {
  const isAt = (name: string) =>
    expect.poll(() => page.evaluate("document.activeElement?.getAttribute('name') ?? ''")).toBe(name);
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+3');
      return page.evaluate<string>("document.activeElement?.getAttribute('name') ?? ''");
    })
    .toMatch(/^call-/);
  await page.keyboard.type('chạy lại 6,7; không tán huyết', { delay: 40 });
  await page.keyboard.press('Enter');
  await isAt('call-told');
  await page.keyboard.type('ĐD. Hà Thị Thử', { delay: 40 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await isAt('call-readBack');
  await page.keyboard.type('kali 6,8', { delay: 40 });
  await page.keyboard.press('Control+b');
  await page.getByText('đã báo ĐD. Hà Thị Thử lúc').waitFor();
}

/** documents that were signed for these reports, the present ones */
const signedDocuments = () =>
  resources<DocumentReference>(
    doctor,
    `DocumentReference?patient=Patient/${visit.patient}&status=current&_tag=${encodeURIComponent(`${codeSystems.documentSignature}|signed`)}`,
  );

async function pick(page: Page, text: string, option: RegExp): Promise<void> {
  await page.keyboard.type(text, { delay: 40 });
  await page.getByRole('option', { name: option, selected: true }).first().waitFor();
  await page.waitForTimeout(600);
  await page.keyboard.press('Enter');
}

describe('một ngày của phòng xét nghiệm, từ chỉ định đến phiếu kết quả', () => {
  let tube: Specimen;

  test('bác sĩ chỉ định trên màn hình, nhãn được in, kỹ thuật viên quét ống là nhận mẫu', async () => {
    const page = await openDoctorsVisit(browser, house, visit);
    const box = page.getByPlaceholder('tên xét nghiệm');
    await expect
      .poll(async () => {
        await page.keyboard.press('F9');
        return box.evaluate((one) => one === one.ownerDocument.activeElement);
      })
      .toBe(true);
    for (const [text, option] of [
      ['dien giai do', /Điện giải đồ/],
      ['glucose', /Glucose/],
      ['ure', /Urê/],
    ] as const) {
      await pick(page, text, option);
      await expect.poll(() => box.inputValue()).toBe('');
      await page.waitForTimeout(300);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await page.getByText('Đã gửi 3 xét nghiệm').waitFor();
    await page.context().close();

    const label = await lab.get<Binary>(`Encounter/${visit.encounter}/$print-tube-labels`);
    expect(
      Buffer.from(label.data ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');

    [tube] = (await resources<Specimen>(lab, `Specimen?subject=Patient/${visit.patient}&_count=1`)) as [Specimen];
    const nurse = await house.demo.as('nurse');
    await nurse.operation(`Specimen/${tube.id}/$collect`);
    const visitor = await openVisitor(browser, house.demo.url);
    await signIn(visitor.page, 'ktv-xet-nghiem', house.demo.password);
    await visitor.page.goto(`${house.demo.url}/laboratory/bench`);
    await visitor.page.getByRole('navigation', { name: 'Danh sách phiếu' }).waitFor();
    await scan(visitor.page, identifierValue(tube, identifierSystems.specimenNumber) ?? '');
    await visitor.page.getByRole('region', { name: 'Người bệnh', exact: true }).waitFor();
    expect(await violations(visitor.page)).toEqual([]);
    await visitor.page.screenshot({ path: join(shots, 'lab-day received.png') });
    await visitor.page.context().close();
    const number = identifierValue(tube, identifierSystems.specimenNumber) ?? '';
    await technician.operation('Specimen/$receive', { number });
    expect((await lab.get<Specimen>(`Specimen/${tube.id}`)).receivedTime).toBeDefined();
  });

  test('nội kiểm glucose vượt 3 SD: máy bị giữ đúng chỉ số ấy', async () => {
    await control('5.6');
    await expect.poll(async () => (await openHolds()).length).toBe(1);
  });

  test('máy hỏi việc của ống rồi trả lời: kali báo động, urê tự duyệt, glucose bị giữ', async () => {
    const machine = await analyzer({ K: '6.8', NA: '140', CL: '101', GLU: '5.2', URE: '5.1' });
    await machine.scan(identifierValue(tube, identifierSystems.specimenNumber) ?? '');
    expect(machine.acknowledged.length).toBeGreaterThan(0);
    expect(new Set(machine.acknowledged)).toEqual(new Set(['AA']));
    await machine.close();
    await expect.poll(() => sheetState(UREA)).toBe('to-release');
    expect((await reportOf(UREA)).performer).toMatchObject([{ display: 'Tự duyệt theo quy tắc' }]);
    expect(await sheetState(ELECTROLYTES)).toBe('to-verify');
    expect(await sheetState(GLUCOSE)).toBe('to-verify');
    const glucose = await reportOf(GLUCOSE);
    await expect(lab.operation(`DiagnosticReport/${glucose.id}/$verify-technically`)).rejects.toThrow(/open hold/);
  });

  test('gọi báo kali, khắc phục nội kiểm rồi gỡ giữ, duyệt hết', async () => {
    const { page } = await openBenchAt('ktv-xet-nghiem', ELECTROLYTES);
    await page.getByRole('heading', { name: 'Báo ngay: Kali 6,8 mmol/L' }).waitFor();
    await recordCall(page);
    const tasks = await resources<Task>(lab, `Task?patient=Patient/${visit.patient}&status=completed`);
    expect(tasks.flatMap(({ output = [] }) => output.map(({ valueString }) => valueString))).toContain('kali 6,8');
    await page.context().close();
    const [hold] = await openHolds();
    await technician.operation(`DetectedIssue/${hold?.id}/$record-corrective-action`, { action: 'Thay lọ chứng mới' });
    await control('5.02');
    await expect
      .poll(async () => {
        await lab
          .operation(`DetectedIssue/${hold?.id}/$close-hold`, { action: 'Chứng lại đạt' })
          .catch(() => undefined);
        return (await openHolds()).length;
      })
      .toBe(0);
    for (const one of [ELECTROLYTES, GLUCOSE]) {
      await technician.operation(`DiagnosticReport/${(await reportOf(one)).id}/$verify-technically`);
    }
    for (const one of [ELECTROLYTES, GLUCOSE, UREA]) {
      await lab.operation(`DiagnosticReport/${(await reportOf(one)).id}/$verify`);
      expect((await reportOf(one)).status).toBe('final');
    }
  });

  test('bác sĩ xét nghiệm ký phiếu đang xem bằng một phím, ký cả loạt sau một lần xem; chữ ký kiểm được', async () => {
    const { page } = await openBenchAt('bac-si-xet-nghiem', ELECTROLYTES);
    await page.getByText('Chưa ký', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'lab-day unsigned.png') });
    await page.keyboard.press('Alt+y');
    await page.getByText(/^Đã ký \d\d:\d\d$/).waitFor();
    await page.getByRole('button', { name: /Ký 2 phiếu đã duyệt/ }).waitFor();
    await page.keyboard.press('Alt+u');
    const dialog = page.getByRole('dialog', { name: 'Ký các phiếu đã duyệt' });
    await dialog.getByText(/Glucose/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'lab-day sign many.png') });
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã ký 2 phiếu').waitFor();
    await page.keyboard.press('Alt+v');
    await page.getByText(/Chữ ký hợp lệ/).waitFor();
    expect(await overflow(page)).toBe(0);
    await page.screenshot({ path: join(shots, 'lab-day signed.png') });
    await page.context().close();

    const documents = await signedDocuments();
    expect(documents).toHaveLength(3);
    for (const { id, context, content } of documents) {
      const verdict = await doctor.get<Parameters>(`DocumentReference/${id}/$verify-signature`);
      expect(verdict.parameter?.find(({ name }) => name === 'valid')?.valueBoolean).toBe(true);
      expect(context?.related?.[0]?.reference).toMatch(/^DiagnosticReport\//);
      expect(content.map(({ attachment }) => attachment.contentType)).toEqual(['text/xml', 'application/pdf']);
    }
  });

  test('kết quả của phòng xét nghiệm khác đến bằng bản tin rồi bằng tài liệu: một kết quả, thêm phần mới', async () => {
    const patient = await lab.get<Patient>(`Patient/${visit.patient}`);
    const person = outsidePerson(patient);
    await sendByMessage(house, outsideMessage(person));
    const outside = async () =>
      (
        await resources<Observation>(
          doctor,
          `Observation?patient=Patient/${visit.patient}&_tag=${encodeURIComponent(`${codeSystems.resultOrigin}|outside`)}`,
        )
      )
        .map(({ code: { text }, valueQuantity }) => [text, valueQuantity?.value])
        .toSorted();
    expect(await outside()).toEqual([['Kali máu', 5.9]]);
    const { page } = await openVisitor(browser, house.demo.url);
    await signIn(page, 'bac-si', house.demo.password);
    await page.goto(`${house.demo.url}/clinical-documents/receive`);
    await page.getByText('Chưa chọn tệp nào').waitFor();
    expect(await violations(page)).toEqual([]);
    const bring = (text: string) =>
      page
        .getByLabel('Tệp CDA (.xml)')
        .setInputFiles({ name: 'phieu-mau.xml', mimeType: 'text/xml', buffer: Buffer.from(text) });
    await bring(outsideDocumentOf({ ...person, birth: '1931-01-01' }));
    await page.getByText('Chưa nhận được tài liệu này').waitFor();
    await page.screenshot({ path: join(shots, 'lab-day refused document.png') });
    await bring(outsideDocumentOf(person));
    await page.getByText('Không có chữ ký').waitFor();
    await page.getByText('2 kết quả, sinh hiệu').waitFor();
    await page.getByText('Kali máu 5,9 mmol/L').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.screenshot({ path: join(shots, 'lab-day brought document.png') });
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Đã nhận vào hồ sơ của/).waitFor();
    await page.context().close();
    expect(await outside()).toEqual([
      ['Clo máu', 101],
      ['Kali máu', 5.9],
    ]);
  });

  test('bác sĩ thấy diễn biến kali, kết quả nơi khác ghi rõ nơi đo, phiếu đã ký mở được; tài liệu CDA đúng lược đồ', async () => {
    const { page } = await openVisitor(browser, house.demo.url);
    await signIn(page, 'bac-si', house.demo.password);
    await page.goto(`${house.demo.url}/patient-chart/patient/${visit.patient}`);
    await page.getByText('Kali').first().waitFor();
    await page.keyboard.press('Alt+2');
    const results = page.getByRole('region', { name: 'Kết quả mới nhất của từng chỉ số' }).last();
    await results.getByText('Kali', { exact: true }).click();
    await page.getByRole('img', { name: /^Kali, gần nhất 6,8 mmol\/L/ }).waitFor();
    await page.getByText('mmol/L: 2 lần đo').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'lab-day trend.png') });
    await page.keyboard.press('Alt+6');
    const papers = page.getByRole('region', { name: 'Giấy tờ trong hồ sơ' }).last();
    await papers.getByText(/Điện giải đồ/).click();
    await page
      .getByText(/6,8 mmol\/L/)
      .first()
      .waitFor();
    await page.keyboard.press('Alt+v');
    await page.getByText('Chữ ký hợp lệ').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'lab-day signed paper.png') });
    await page.context().close();

    const answer = await doctor.operation<Parameters>(`Encounter/${visit.encounter}/$cda`, {
      kind: code('laboratory-report'),
    });
    const text = answer.parameter?.find(({ name }) => name === 'content')?.valueString ?? '';
    expect(text).toContain('value="6.8" xsi:type="PQ"');
    if (hasSchema) expect(await schemaFaults([text])).toEqual([]);
  });
});
