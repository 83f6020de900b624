import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims } from '../index.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { type Judged, judgeRunningVisit } from './judge-running-visit.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const judge = ({ id }: Encounter, moment?: string) =>
  hospital.as('doctor').call<Judged>(judgeRunningVisit, `Encounter/${id}`, moment === undefined ? {} : { moment });
const rulesOf = async (encounter: Encounter, moment?: string) =>
  (await judge(encounter, moment)).finding.map(({ rule }) => rule);

/** still running: begun this morning, nobody has ended it */
async function runningVisit(change: (visit: NeutralVisit) => NeutralVisit = (visit) => visit): Promise<Encounter> {
  const { period: _, ...encounter } = await finishedVisit(hospital, change);
  return hospital
    .as('tool')
    .store.update<Encounter>({ ...encounter, status: 'in-progress', period: { start: '2026-09-07T08:00:00+07:00' } });
}

const drug = {
  line: 'd1',
  code: '40.491',
  name: 'Amlodipin 5 mg',
  group: 4,
  unit: 'Viên',
  quantity: '200',
  price: '5000',
  payRatio: 100,
  scope: 1,
  route: '1.01',
  dose: 'Ngày 1 viên [30]',
  registration: 'VD-90000-24',
  tender: '9901/QĐ-VD.00;G1;N2;2025',
  orderedBy: 'doctor',
  orderedAt: '2026-09-07T08:30',
};

describe('xét trước quy tắc BHYT khi đang khám', () => {
  test('đơn kê khác liều: nói bằng lời, tên thuốc và số tiền quỹ có thể không trả; không ghi gì', async () => {
    const visit = await runningVisit((one) => ({ ...one, drugs: [drug] }));
    const before = (await hospital.all('Claim')).length;
    const { insured, finding } = await judge(visit);
    expect(insured).toBe(true);
    expect(finding.find(({ rule }) => rule === 'DR-08')).toMatchObject({
      severity: 'warning',
      text: 'Số lượng thuốc khác tổng ghi trong liều dùng.',
      item: 'Amlodipin 5 mg',
      atRisk: { value: 800_000 },
    });
    expect(await hospital.all('Claim')).toHaveLength(before);
  });

  test('chỉ định chưa làm cũng được xét: làm trùng trong ngày', async () => {
    const visit = await runningVisit();
    const order: ServiceRequest = {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: { coding: [{ system: codeSystems.services7603, code: '22.0121.1369' }], text: 'Công thức máu' },
      subject: visit.subject ?? {},
      encounter: { reference: `Encounter/${visit.id}` },
      authoredOn: '2026-09-07T08:30:00+07:00',
      requester: { reference: 'Practitioner/doctor' },
    };
    const { store } = hospital.as('tool');
    await store.create(order);
    expect(await rulesOf(visit, 'ordering')).not.toContain('SV-22');
    const second = await store.create(order);
    const { finding } = await judge(visit, 'ordering');
    expect(finding.find(({ rule }) => rule === 'SV-22')).toMatchObject({ item: 'Công thức máu' });
    await store.update({ ...second, status: 'revoked' });
    expect(await rulesOf(visit, 'ordering')).not.toContain('SV-22');
  });

  test('thiếu bệnh chính chỉ nói khi kết thúc; điều của cả hồ sơ chỉ nói khi hỏi cả hồ sơ', async () => {
    const visit = await runningVisit((one) => ({ ...one, visit: { ...one.visit, icdMain: null, head: null } }));
    expect(await rulesOf(visit)).not.toContain('DX-01');
    expect(await rulesOf(visit, 'finish')).toContain('DX-01');
    expect(await rulesOf(visit, 'finish')).not.toContain('X1-ID-20');
    expect(await rulesOf(visit, 'claim')).toContain('X1-ID-20');
  });

  test('quy tắc cơ sở đã tắt thì không nói với bác sĩ', async () => {
    const visit = await runningVisit((one) => ({ ...one, drugs: [drug] }));
    const setting = { rule: 'DR-08', use: 'off', reason: 'Cổng không xét liều nữa', from: '2026-01-01' };
    await hospital.as('claims-clerk').call('$set-claim-rule', undefined, setting);
    expect(await rulesOf(visit)).not.toContain('DR-08');
  });

  test('khám không BHYT, hay chưa có gì để tính: không có gì để xét; thời điểm lạ thì từ chối', async () => {
    const paying = await runningVisit((one) => ({ ...one, cards: [], visit: { ...one.visit, entitlement: '9' } }));
    expect(await judge(paying)).toEqual({ insured: false, finding: [] });
    const empty = await runningVisit((one) => ({ ...one, services: [] }));
    expect(await judge(empty)).toMatchObject({ insured: false });
    await expect(judge(paying, 'later')).rejects.toMatchObject({ code: 'claims.unknownMoment' });
  });
});
