import { join } from 'node:path';
import { valueIn } from '@lienmach/cli';
import { codeSystems, identifierSystems, personName } from '@lienmach/core';
import type { Bundle, Parameters, Patient, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `merge desk ${name}.png`) });
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 35 });
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const pairOf = (page: Page) => page.getByRole('table', { name: 'So hai hồ sơ' });

/** the same person enrolled twice: the second time without accents, and the clerk says it is somebody else */
async function enrolTwice(name: string, plain: string): Promise<readonly [known: Patient, newer: Patient]> {
  const registrar = await house.demo.as('registrar');
  const facts = { birthDate: '03/02/1980', gender: 'female', phone: '0000 000 313' };
  const enrol = async (more: object): Promise<Patient> => {
    const answer = await registrar.operation<Parameters>('Patient/$enroll', { ...facts, ...more });
    return valueIn<Patient>(answer, 'patient') ?? { resourceType: 'Patient' };
  };
  return [await enrol({ name }), await enrol({ name: plain, confirmNew: true, address: 'Thôn 4, xã Thử' })];
}

/** two records with one personal number, as two houses bring them */
async function writeTwice(name: string, number: string): Promise<readonly [known: Patient, newer: Patient]> {
  const tool = await house.demo.as('tool');
  const write = (id: string, phone: string): Promise<Patient> =>
    tool.put<Patient>({
      resourceType: 'Patient',
      id,
      active: true,
      identifier: [
        { use: 'usual', system: identifierSystems.patientNumber, value: `BN.${id.toUpperCase()}` },
        { use: 'official', system: identifierSystems.personalNumber, value: number },
      ],
      name: [personName(name)],
      gender: 'male',
      birthDate: '1975-06-07',
      telecom: [{ system: 'phone', value: phone }],
    });
  return [await write('gop-cu', '0000000321'), await write('gop-moi', '0000000322')];
}

const patient = async (id: string | undefined): Promise<Patient> =>
  (await house.demo.as('records-clerk')).get<Patient>(`Patient/${id}`);
const tasks = async (kind: string, focus: Patient): Promise<Task[]> => {
  const clerk = await house.demo.as('records-clerk');
  const query = `Task?code=${codeSystems.taskKind}|${kind}&focus=Patient/${focus.id}`;
  const found = await clerk.get<Bundle<Task>>(query);
  return (found.entry ?? []).flatMap(({ resource }) => resource ?? []);
};

async function enter(look = {}): Promise<{ page: Page; problems: string[] }> {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'ho-so', house.demo.password);
  await visitor.page.goto(`${house.demo.url}/patient-index/merge-desk`);
  await visitor.page.getByRole('tab', { name: 'Cần xem' }).waitFor();
  return visitor;
}

describe('bàn hồ sơ trùng, chỉ bàn phím', () => {
  test('cặp từ quầy: so hai hồ sơ, đổi hồ sơ giữ, đề nghị, người thứ hai duyệt; gỡ ra được', async () => {
    const [known, newer] = await enrolTwice('Trịnh Thị Gộp', 'Trinh Thi Gop');
    const { page, problems } = await enter();
    await page.getByRole('region', { name: 'Cần xem' }).getByText('Trịnh Thị Gộp').waitFor();
    await page.locator('.md-list .grid:focus').waitFor();
    await press(page, 'ArrowDown');
    await pairOf(page).waitFor();
    await page.getByText('cần một người nữa cùng duyệt').waitFor();
    await picture(page, 'so hai hồ sơ');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    // Enter goes to the reason; without one nothing is written
    await press(page, 'Enter', 'Control+s');
    await page.getByText('Cần ghi lý do.').waitFor();
    await press(page, 'F3');
    await page.getByRole('radio', { checked: true, name: new RegExp(codeOf(newer)) }).waitFor();
    await press(page, 'F3');
    await page.getByRole('radio', { checked: true, name: new RegExp(codeOf(known)) }).waitFor();
    await page.getByRole('textbox', { name: 'Lý do' }).focus();
    await type(page, 'gõ không dấu');
    await press(page, 'Control+s');
    await page.getByText('Đã ghi đề nghị gộp').waitFor();
    expect(await tasks('merge-records', newer)).toMatchObject([{ status: 'requested' }]);
    await page.getByText('Chờ duyệt').waitFor();

    const tool = await house.demo.as('tool');
    await tool.operation('Patient/$merge', { source: newer.id, target: known.id, reason: 'đã xem giấy tờ' });
    expect(await patient(newer.id)).toMatchObject({ active: false });
    expect(await tasks('check-duplicate', newer)).toMatchObject([{ status: 'completed' }]);

    await page.getByRole('tab', { name: 'Đã gộp' }).press('Enter');
    await page.getByRole('region', { name: 'Đã gộp' }).getByText('Trịnh Thị Gộp').waitFor();
    await page.getByRole('region', { name: 'Đã gộp' }).press('ArrowDown');
    await page.getByText('Từ khi gộp chưa ghi thêm gì.').waitFor();
    await picture(page, 'gỡ gộp');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Enter');
    await type(page, 'nhầm hai chị em');
    await press(page, 'Control+s');
    await page.getByText('Đã gỡ gộp').waitFor();
    expect(await patient(newer.id)).toMatchObject({ active: true });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('điện thoại, nền tối: tìm trong sổ, gộp chắc chắn bằng một phím; hai người khác nhau thì ghi lại', async () => {
    const [known, newer] = await writeTwice('Đinh Văn Gộp', '099075000321');
    const [one, other] = await enrolTwice('Đoàn Thị Riêng', 'Doan Thi Rieng');
    const { page, problems } = await enter({ width: 390, height: 844, isDark: true });
    await page.getByRole('region', { name: 'Cần xem' }).getByText('Đoàn Thị Riêng').waitFor();
    await picture(page, 'điện thoại, cần xem');
    await page.getByRole('region', { name: 'Cần xem' }).press('d');
    await pairOf(page).waitFor();
    await press(page, 'Enter');
    await type(page, 'hai chị em sinh đôi');
    await press(page, 'Alt+k');
    await page.getByText('Đã ghi: hai người khác nhau').waitFor();
    expect(await tasks('check-duplicate', other)).toMatchObject([
      { status: 'rejected', for: { reference: `Patient/${one.id}` } },
    ]);

    await page.getByRole('tab', { name: 'Tìm trong sổ' }).press('Enter');
    await press(page, 'Alt+t');
    const found = page.getByRole('region', { name: 'Tìm trong sổ' });
    await found.getByText('Đinh Văn Gộp').waitFor();
    await found.press('d');
    await page.getByText('Một người gộp là đủ').waitFor();
    await picture(page, 'điện thoại, so hai hồ sơ');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await press(page, 'Enter');
    await type(page, 'hai lần nhập');
    await press(page, 'Control+s');
    await page.getByText('Đã gộp hai hồ sơ').waitFor();
    expect(await patient(newer.id)).toMatchObject({
      active: false,
      link: [{ type: 'replaced-by', other: { reference: `Patient/${known.id}` } }],
    });
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

function codeOf({ identifier = [] }: Patient): string {
  return identifier.find(({ system }) => system === identifierSystems.patientNumber)?.value ?? 'no code';
}
