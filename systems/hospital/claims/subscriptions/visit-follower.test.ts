import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Claim, Coverage, Encounter, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { insurerPartOf, stateOf, withState } from '../rules/stored-claim.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const store = () => hospital.as('tool').store;

async function claimOf({ id }: Encounter): Promise<Claim | undefined> {
  await hospital.settled();
  const found = await store().search('Claim', `encounter=Encounter/${id}`);
  expect(found.length).toBeLessThan(2);
  return found[0];
}
async function claimThere(encounter: Encounter): Promise<Claim> {
  const claim = await claimOf(encounter);
  if (claim === undefined) throw new TypeError('the visit has no claim');
  return claim;
}
const standing = async (encounter: Encounter): Promise<string> => {
  const claim = await claimOf(encounter);
  return claim === undefined ? 'không có' : `${stateOf(claim)} v${claim.meta?.versionId}`;
};

async function chargeOf({ id }: Encounter): Promise<ChargeItem> {
  const [charge] = await store().search('ChargeItem', `context=Encounter/${id}`);
  if (charge === undefined) throw new TypeError('the visit has no charge');
  return charge;
}
const current = ({ id }: Encounter): Promise<Encounter> => store().read('Encounter', id ?? '');
const noCards = (visit: NeutralVisit): NeutralVisit => ({ ...visit, cards: [] });

describe('lượt khám kết thúc thì hồ sơ BHYT tự lập', () => {
  test('một Claim; báo lại nhiều lần cũng chỉ một phiên bản', async () => {
    const encounter = await finishedVisit(hospital);
    expect(await standing(encounter)).toBe('ready v1');
    await store().update(await current(encounter));
    expect(await standing(encounter)).toBe('ready v1');
  });

  test('còn khám thì chưa; kết thúc rồi mới có', async () => {
    const encounter = await finishedVisit(hospital, noCards);
    const open = await store().update<Encounter>({ ...encounter, status: 'in-progress' });
    expect(await standing(open)).toBe('không có');
  });

  test('không có thẻ thì không tự lập; thẻ đưa sau thì lập', async () => {
    const encounter = await finishedVisit(hospital, noCards);
    expect(await standing(encounter)).toBe('không có');
    const insured = await finishedVisit(hospital);
    const account = await store().follow('Account', (await chargeOf(insured)).account?.[0]);
    const late = await store().follow('Account', (await chargeOf(encounter)).account?.[0]);
    await store().update({ ...late, coverage: account.coverage ?? [] });
    expect(await standing(encounter)).toMatch(/v1$/);
  });

  test('không có mã đợt: không lập và không thành việc hỏng', async () => {
    const { identifier: _, ...unnamed } = await finishedVisit(hospital, noCards);
    await store().update<Encounter>(unnamed);
    expect(await standing(unnamed)).toBe('không có');
    expect(await hospital.engines.jobs.troubled()).toEqual([]);
  });
});

describe('sau khi kết thúc', () => {
  test('chi phí đổi thì hồ sơ theo', async () => {
    const encounter = await finishedVisit(hospital);
    const before = await claimThere(encounter);
    const charge = await chargeOf(encounter);
    await store().update<ChargeItem>({ ...charge, quantity: { ...charge.quantity, value: 2 } });
    expect(await standing(encounter)).toBe('ready v2');
    expect(insurerPartOf(await claimThere(encounter))).toBeGreaterThan(insurerPartOf(before));
  });

  test('tên, hạn thẻ sửa lại thì hồ sơ theo', async () => {
    const encounter = await finishedVisit(hospital);
    expect(await standing(encounter)).toBe('ready v1');
    const patient = await store().follow('Patient', encounter.subject);
    await store().update<Patient>({ ...patient, name: [{ text: 'Trần Đình Sửa' }] });
    expect(await standing(encounter)).toBe('ready v2');
    expect((await claimOf(encounter))?.patient.display).toBe('Trần Đình Sửa');
    const [coverage] = await store().search('Coverage', `beneficiary=Patient/${patient.id}`);
    if (coverage === undefined) throw new TypeError('the patient has no card');
    await store().update<Coverage>({ ...coverage, period: { start: '2026-10-01', end: '2026-12-31' } });
    expect(await standing(encounter)).toMatch(/v3$/);
  });

  test('hồ sơ đã khóa để gửi thì không động vào', async () => {
    const encounter = await finishedVisit(hospital);
    const claim = await claimThere(encounter);
    await store().update(withState(claim, 'locked'));
    const charge = await chargeOf(encounter);
    await store().update<ChargeItem>({ ...charge, quantity: { ...charge.quantity, value: 3 } });
    expect(await standing(encounter)).toBe('locked v2');
  });

  test('lượt khám hủy thì rút về, mở lại thì lập lại', async () => {
    const encounter = await finishedVisit(hospital);
    expect(await standing(encounter)).toBe('ready v1');
    await store().update<Encounter>({ ...(await current(encounter)), status: 'cancelled' });
    expect(await standing(encounter)).toBe('withdrawn v2');
    expect((await claimOf(encounter))?.status).toBe('cancelled');
    await store().update<Encounter>({ ...(await current(encounter)), status: 'finished' });
    expect(await standing(encounter)).toBe('ready v3');
  });

  test('mọi chi phí đều hủy thì rút về; hồ sơ đã gửi thì không', async () => {
    const encounter = await finishedVisit(hospital);
    expect(await standing(encounter)).toBe('ready v1');
    await store().update<ChargeItem>({ ...(await chargeOf(encounter)), status: 'aborted' });
    expect(await standing(encounter)).toBe('withdrawn v2');
    const sent = await finishedVisit(hospital);
    await store().update(withState(await claimThere(sent), 'sent'));
    await store().update<Encounter>({ ...(await current(sent)), status: 'entered-in-error' });
    expect(await standing(sent)).toBe('sent v2');
    expect(await hospital.engines.jobs.troubled()).toEqual([]);
  });
});
