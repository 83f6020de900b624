import { join } from 'node:path';
import { type FhirClient, newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import { codeSystems, identifierSystems } from '@lienmach/core';
import type {
  BiologicallyDerivedProduct,
  Bundle,
  Observation,
  Patient,
  Procedure,
  ServiceRequest,
  Specimen,
  Task,
} from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let visit: Visit;
let doctor: FhirClient;
let number = '';

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
  visit = newVisit(house.demo);
  await playSteps(visitSteps.slice(0, 3), visit, () => undefined);
  doctor = await house.demo.as('doctor');
  const patient = await doctor.get<Patient>(`Patient/${visit.patient}`);
  number = patient.identifier?.find(({ system }) => system === identifierSystems.patientNumber)?.value ?? '';
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function atWork(login: string, path: string, look: Look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await visitor.page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
  await signIn(visitor.page, login, house.demo.password);
  await visitor.page.goto(`${house.demo.url}${path}`);
  return visitor;
}

async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `blood-bank ${name}.png`) });
}

/** what is typed stands in the field before anything else is pressed */
async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label);
  // a dialog that is being opened takes the focus itself
  await field.waitFor();
  await field.focus();
  await page.keyboard.type(text, { delay: 60 });
  await expect.poll(() => field.inputValue()).toBe(text);
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label);
  await field.selectOption(value);
  await expect.poll(() => field.inputValue()).toBe(value);
}

const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'detached' });

const orderOf = async (): Promise<ServiceRequest | undefined> => {
  const found = await doctor.get<Bundle>(
    `ServiceRequest?encounter=Encounter/${visit.encounter}&category=${codeSystems.bloodBank}|blood-order`,
  );
  return found.entry?.[0]?.resource as ServiceRequest | undefined;
};
const useOf = async (order: string): Promise<Task | undefined> => {
  const found = await doctor.get<Bundle>(`Task?based-on=ServiceRequest/${order}`);
  return found.entry?.[0]?.resource as Task | undefined;
};
const stateOf = async (order: string) => (await useOf(order))?.businessStatus?.coding?.[0]?.code;

const code = (valueCode: string) => ({ valueCode });
const reactions = {
  antiA: code('0'),
  antiB: code('4+'),
  antiD: code('4+'),
  cellA: code('4+'),
  cellB: code('0'),
  method: code('gel'),
};

test('bác sĩ dự trù; ngân hàng máu định nhóm, giữ túi, làm hòa hợp, phát; điều dưỡng kiểm tra và truyền trên điện thoại', async () => {
  const room = (await atWork('bac-si', `/outpatient/room/${visit.encounter}`)).page;
  await room.getByRole('tab', { name: /^Máu/ }).waitFor();
  await room.keyboard.press('Alt+u');
  await room.getByText('Chưa dự trù máu trong lượt này.').waitFor();
  await room.getByRole('button', { name: /^Dự trù máu/ }).focus();
  await room.keyboard.press('Enter');
  await type(room, 'Chỉ định truyền', 'Thiếu máu nặng, Hb 58 g/L');
  await looked(room, 'order');
  await room.keyboard.press('Control+s');
  await closed(room);
  await room.getByText('Khối hồng cầu · 1 đơn vị').waitFor();
  await room.context().close();
  const order = (await orderOf())?.id ?? '';
  expect(order).not.toBe('');

  const nurse = await house.demo.as('nurse');
  const draw = (who: FhirClient) =>
    who.operation<Specimen>(`ServiceRequest/${order}/$draw-blood-sample`, { patient: number });
  const first = await draw(nurse);
  await (await house.demo.as('lab-doctor')).operation(`Specimen/${first.id}/$record-blood-group`, reactions);
  // the second tube by another hand: two tubes of one drawing confirm nothing
  const second = await draw(doctor);
  const tube = second.identifier?.[0]?.value ?? '';

  const bench = (await atWork('ktv-xet-nghiem', `/blood-bank/bench/${order}`)).page;
  await bench.getByText('Mới một lần').waitFor();
  await bench.keyboard.press('Alt+n');
  for (const [label, value] of [
    ['Anti-A', '0'],
    ['Anti-B', '4+'],
    ['Anti-D', '4+'],
    ['Hồng cầu A', '4+'],
    ['Hồng cầu B', '0'],
  ] as const)
    await choose(bench, label, value);
  await looked(bench, 'group');
  await bench.keyboard.press('Control+s');
  await closed(bench);
  await bench.getByText('Đã xác nhận').waitFor();
  const keep = bench.getByRole('button', { name: /^Giữ túi THU-26-/ }).first();
  await keep.waitFor();
  await keep.focus();
  await bench.keyboard.press('Enter');
  await expect.poll(() => stateOf(order)).toBe('reserved');
  await bench.getByText('Chờ hòa hợp').waitFor();
  const use = await useOf(order);
  const bag = use?.focus?.reference?.split('/')[1] ?? '';
  await bench.keyboard.press('F8');
  await type(bench, 'Quét ống máu đã làm', tube);
  await type(bench, 'Quét túi máu', bag);
  await choose(bench, 'Nước muối 22 °C', 'compatible');
  await choose(bench, 'Kháng globulin 37 °C', 'compatible');
  await bench.keyboard.press('Control+s');
  await closed(bench);
  await bench.getByText('Chờ phát').waitFor();
  await looked(bench, 'bench');
  await bench.keyboard.press('F9');
  await type(bench, 'Quét túi máu', bag);
  await type(bench, 'Quét phiếu lĩnh hoặc vòng tay', 'BN00000000');
  await type(bench, 'Người lĩnh máu', 'ĐD. Thử');
  await bench.keyboard.press('Control+s');
  await bench.getByText('DỪNG LẠI: mã quét được không phải của người bệnh này.').waitFor();
  await looked(bench, 'wrong patient');
  await bench.getByRole('dialog').getByLabel('Quét phiếu lĩnh hoặc vòng tay').fill('');
  await type(bench, 'Quét phiếu lĩnh hoặc vòng tay', number);
  await bench.keyboard.press('Control+s');
  await closed(bench);
  await expect.poll(() => stateOf(order)).toBe('issued');
  await bench.context().close();

  const phone = (await atWork('dieu-duong', `/blood-bank/ward/${use?.id}`, { width: 390, height: 844 })).page;
  await phone.getByText('chưa kiểm tra').first().waitFor();
  await looked(phone, 'phone bag');
  await phone.keyboard.press('F8');
  await type(phone, 'Quét vòng tay người bệnh', number);
  await type(phone, 'Quét túi máu', bag);
  await choose(phone, 'Thẻ: nhóm người bệnh', 'B');
  await choose(phone, 'Thẻ: nhóm túi máu', 'B');
  await looked(phone, 'phone check');
  await phone.keyboard.press('Control+s');
  await closed(phone);
  const check = { patient: number, unit: bag, patientGroup: code('B'), unitGroup: code('B') };
  await doctor.operation(`Task/${use?.id}/$check-at-bedside`, check);
  await phone.reload();
  await phone.getByText(/^BS\. Trần Văn Thử, /).waitFor();
  await phone.getByRole('button', { name: /Bắt đầu truyền/, disabled: false }).waitFor();
  await phone.keyboard.press('F9');
  await type(phone, 'Mạch (lần/phút)', '88');
  await phone.keyboard.press('Control+s');
  await closed(phone);
  await phone.getByText('Theo dõi tiếp').waitFor();
  await looked(phone, 'phone running');
  await expect.poll(() => stateOf(order)).toBe('transfusing');

  const stock = (await atWork('ktv-xet-nghiem', '/blood-bank/stock')).page;
  const { identifier = [] } = await (await house.demo.as('tool')).get<BiologicallyDerivedProduct>(
    `BiologicallyDerivedProduct/${bag}`,
  );
  const donation = identifier.find(({ system }) => system === identifierSystems.donation)?.value ?? '';
  await stock.getByText(donation, { exact: true }).click();
  await stock.keyboard.press('Alt+b');
  await type(stock, 'Lý do', 'Nơi cung cấp thu hồi');
  await stock.keyboard.press('Control+s');
  await stock
    .getByRole('dialog', { name: 'Gọi khoa ngay' })
    .getByText(/^Đang truyền: /)
    .waitFor();
  await looked(stock, 'recalled');
  await stock.context().close();
  await phone.reload();
  await phone.getByText(/^DỪNG TRUYỀN: túi máu này bị thu hồi/).waitFor();
  await looked(phone, 'phone recalled');
  await phone.keyboard.press('F9');
  await phone.getByRole('dialog').getByLabel('Đã truyền (mL)').waitFor();
  await phone.keyboard.press('Control+s');
  await closed(phone);
  await expect.poll(() => stateOf(order)).toBe('transfused');
  await phone.context().close();

  const [done] = (await doctor.get<Bundle>(`Procedure?patient=Patient/${visit.patient}`)).entry ?? [];
  expect(done?.resource as Procedure).toMatchObject({ status: 'completed', note: [{ text: 'Đã truyền 250 mL' }] });
  const signs = await doctor.get<Bundle>(`Observation?part-of=Procedure/${done?.resource?.id}`);
  const [vital] = (signs.entry ?? []).map(({ resource }) => resource as Observation);
  expect(vital?.component?.[0]?.valueQuantity?.value).toBe(88);
  expect((await orderOf())?.status).toBe('completed');
});

test('kho máu, tối: bảng theo nhóm, nhập một túi bằng bàn phím, truy vết', async () => {
  const { page } = await atWork('bac-si-xet-nghiem', '/blood-bank/stock', { isDark: true });
  await page.getByRole('row', { name: /^Khối hồng cầu/ }).waitFor();
  await page.keyboard.press('Alt+n');
  const year = String(new Date().getFullYear() + 1).slice(2);
  await type(page, 'Quét nhãn', `=G12342665432100 =%5100 =<E2534V00 =>0${year}040`);
  await choose(page, 'Chế phẩm', 'plasma');
  await looked(page, 'receive');
  await page.keyboard.press('Control+s');
  await closed(page);
  const line = page.getByText('G123426654321', { exact: true });
  await line.waitFor();
  await looked(page, 'stock');
  await line.click();
  await page.keyboard.press('Alt+t');
  await page.getByText('Túi này chưa giữ cho ai.').waitFor();
  await page.context().close();
});
