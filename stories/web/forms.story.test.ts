import { join } from 'node:path';
import { newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import type { Bundle, Observation, QuestionnaireResponse } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { everyQuestion } from './every-question.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let visit: Visit;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 2), visit, () => undefined);
  const desk = await house.demo.as('administrator');
  await desk.put(everyQuestion);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function openForm(form: string, look = {}): Promise<Page> {
  const { page } = await openVisitor(browser, house.demo.url, look);
  await page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
  await signIn(page, 'dieu-duong', house.demo.password);
  await page.goto(`${house.demo.url}/outpatient/forms/${visit.encounter}`);
  await page.getByRole('navigation', { name: 'Danh sách biểu mẫu' }).getByText(form).waitFor();
  return page;
}

const write = (page: Page, text: string) => page.keyboard.type(text, { delay: 30 });
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  // as people press: keys a few milliseconds apart come from a reader of codes
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
  }
}
const focused = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('name') ?? ''");
const at = (page: Page, name: string) => expect.poll(() => focused(page), { timeout: 5000 }).toBe(name);
const inGroup = (page: Page, legend: string) =>
  expect
    .poll(
      () =>
        page.evaluate<string>(
          "document.activeElement?.closest('fieldset.q-options')?.querySelector('legend')?.textContent ?? ''",
        ),
      { timeout: 5000 },
    )
    .toContain(legend);
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `forms ${name}.png`) });

/** types into a picker and takes its first line */
async function pick(page: Page, text: string, name: RegExp): Promise<void> {
  await write(page, text);
  await page.getByRole('option', { name, selected: true }).waitFor();
  await page.waitForTimeout(600);
  await press(page, 'Enter');
}

async function saved(form: string): Promise<QuestionnaireResponse[]> {
  const nurse = await house.demo.as('nurse');
  const found = await nurse.get<Bundle<QuestionnaireResponse>>(
    `QuestionnaireResponse?encounter=Encounter/${visit.encounter}`,
  );
  return (found.entry ?? []).flatMap(({ resource }) => (resource?.questionnaire?.startsWith(form) ? [resource] : []));
}

/** every answer by its linkId, whatever its depth */
function answersOf(response: QuestionnaireResponse | undefined): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {};
  const walk = (items: QuestionnaireResponse['item']): void => {
    for (const { linkId, answer = [], item } of items ?? []) {
      if (answer.length > 0) found[linkId] = [...(found[linkId] ?? []), ...answer.map((one) => Object.values(one)[0])];
      walk(item);
    }
  };
  walk(response?.item);
  return found;
}

describe('điền biểu mẫu của lượt khám chỉ bằng bàn phím', () => {
  test('mọi kiểu câu hỏi: chọn bằng số, Enter đi tiếp, tự tính, câu ẩn không vào phiếu', async () => {
    const page = await openForm('Mọi kiểu câu hỏi');
    await expect.poll(() => page.evaluate('document.activeElement?.className'), { timeout: 10_000 }).toBe('form-row');
    await press(page, 'End', 'Enter');
    await at(page, 'chu');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'trống');

    // what is missing is said only when somebody wants to finish
    await press(page, 'Control+e');
    await page.getByText('Nghề: chưa trả lời.').waitFor();
    await at(page, 'chu');
    await write(page, 'Thợ may');
    await press(page, 'Enter');
    await write(page, '35');
    await press(page, 'Enter');
    await page.getByText('Số con: không lớn hơn 20.').waitFor();
    await press(page, 'Shift+Enter', 'Control+a');
    await write(page, '2');
    await press(page, 'Enter');
    for (const figure of ['58', '155']) {
      await write(page, figure);
      await press(page, 'Enter');
    }
    await expect.poll(() => page.getByLabel('BMI').inputValue()).toBe('24,1');
    await press(page, 'Enter');
    await at(page, 'nuoc');
    await write(page, '1,5');
    await press(page, 'Enter');
    await write(page, 'l');
    await press(page, 'Enter');
    await at(page, 'trang');
    await press(page, 'Enter');
    await at(page, 'ghi');
    await write(page, 'Đi làm ca đêm');

    await press(page, 'Control+2');
    await at(page, 'sinh');
    expect(await page.getByLabel('Ngày sinh').inputValue()).toBe('05/09/1990');
    await press(page, 'Enter');
    await write(page, '01032026');
    await press(page, 'Enter');
    await write(page, '0830');
    await press(page, 'Enter');
    await write(page, '2215');

    await press(page, 'Control+3');
    await inGroup(page, 'Hút thuốc');
    await press(page, '1', 'Enter');
    await at(page, 'bao');
    await write(page, '10');
    await press(page, 'Shift+Enter', '2', 'Enter');
    await page.getByLabel('Số điếu mỗi ngày').waitFor({ state: 'detached' });
    await inGroup(page, 'Ăn mặn');
    await press(page, '3', 'Enter');
    await inGroup(page, 'Bệnh trong nhà');
    await press(page, '1', '3', 'Enter');
    await at(page, 'hon');
    await write(page, 'c');
    await press(page, 'Enter', 'Enter');
    await write(page, 'Đài truyền thanh');
    await press(page, 'Enter');
    await at(page, 'ma');
    await pick(page, 'i10', /I10/);
    await press(page, 'Enter');
    await at(page, 'bac-si');
    await pick(page, 'Trần', /Trần/);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'lựa chọn');

    await press(page, 'Control+4');
    await at(page, 'ten');
    await write(page, 'Amlodipin');
    await press(page, 'Enter');
    await write(page, '5 mg');
    await press(page, 'Tab', 'Enter', 'Shift+Tab');
    await page.getByRole('button', { name: 'Bỏ thuốc đang uống 2' }).waitFor();
    await picture(page, 'nhóm lặp');
    await press(page, 'Control+s');
    await page.getByText(/^Đã lưu \d\d:\d\d$/).waitFor();
    await press(page, 'Control+e');
    await page.getByText('Đã hoàn thành Mọi kiểu câu hỏi (bản thử)').waitFor();
    await page.getByRole('table', { name: 'Mọi kiểu câu hỏi (bản thử)' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'xem lại');

    const [response, ...others] = await saved(everyQuestion.url ?? '');
    expect(others).toEqual([]);
    expect(response).toMatchObject({ status: 'completed', author: { reference: 'Practitioner/dieu-duong' } });
    expect(answersOf(response)).toMatchObject({
      chu: ['Thợ may'],
      nguyen: [2],
      bmi: [24.1],
      nuoc: [{ value: 1.5, unit: 'L', code: 'L' }],
      ghi: ['Đi làm ca đêm'],
      sinh: ['1990-09-05'],
      kham: ['2026-03-01T08:30:00+07:00'],
      ngu: ['22:15:00'],
      hut: [false],
      an: [{ code: 'nhieu' }],
      benh: [{ code: 'tha' }, { code: 'hen' }],
      hon: [{ code: 'co' }],
      biet: ['Đài truyền thanh'],
      ma: [{ code: 'I10' }],
      'bac-si': [{ reference: 'Practitioner/bac-si' }],
      ten: ['Amlodipin'],
      lieu: ['5 mg'],
    });
    expect(answersOf(response)).not.toHaveProperty('bao');
    await page.context().close();
  });

  test('thang AUDIT-C trên điện thoại: điểm tự cộng, thành chỉ số trong hồ sơ', async () => {
    const page = await openForm('AUDIT-C', { width: 390, height: 844 });
    // the whole page holds the word too: the row itself must have the focus
    await expect
      .poll(() => page.evaluate("document.activeElement?.closest('.form-row')?.textContent ?? ''"), { timeout: 10_000 })
      .toContain('AUDIT-C');
    await press(page, 'Enter');
    await inGroup(page, 'Bao lâu thì uống rượu bia một lần?');
    await press(page, '3', 'Enter', '2', 'Enter', '1');
    await expect.poll(() => page.getByLabel('Tổng điểm AUDIT-C').inputValue()).toBe('3 điểm');
    await page.reload();
    await expect.poll(() => page.getByLabel('Tổng điểm AUDIT-C').inputValue(), { timeout: 10_000 }).toBe('3 điểm');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await picture(page, 'điện thoại');
    await press(page, 'Control+e');
    await page.getByRole('table', { name: /AUDIT-C/ }).waitFor();
    const nurse = await house.demo.as('nurse');
    const found = await nurse.get<Bundle>(`Observation?encounter=Encounter/${visit.encounter}&code=75626-2`);
    const [score] = (found.entry ?? []).map(({ resource }) => resource as Observation);
    expect(score).toMatchObject({ status: 'final', valueQuantity: { value: 3 } });
    await page.context().close();
  });

  test('máy bàn tối: phiếu đã hoàn thành mở ra để đọc, không tràn', async () => {
    const page = await openForm('Mọi kiểu câu hỏi', { isDark: true });
    await page.goto(`${house.demo.url}/outpatient/forms/${visit.encounter}/${everyQuestion.id}`);
    await page.getByRole('table', { name: 'Mọi kiểu câu hỏi (bản thử)' }).waitFor();
    await press(page, 'Alt+x');
    await page.getByLabel('Nghề').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await picture(page, 'máy bàn tối');
    await page.context().close();
  });
});
