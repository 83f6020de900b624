import { loadBenefitRecord, loadBenefitRecords } from '@lienmach/benefit';
import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Encounter, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';

/** as many communes as a whole list has; the one of the invented patients belongs to another province */
const communes = Array.from({ length: 3_000 }, (_, at) => ({
  system: codeSystems.commune,
  code: at === 0 ? '99001' : String(10_000 + at),
  display: `Xã ${at}`,
  properties: { parent: '98' },
}));
/** a list with one disease is a seed, not the ICD-10 */
const seed = [{ system: codeSystems.icd10, code: 'A00', display: 'Bệnh tả', properties: {} }];
const register = [
  { code: '990101/THU-GPHN', properties: { title: 'doctor' } },
  { code: '990178/THU-GPHN', properties: { title: 'doctor' }, validTo: '2026-09-06' },
].map((one) => ({ ...one, system: codeSystems.practitioner, display: 'Bác sĩ Thử' }));

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], {
    startsAt: '2026-11-21T01:00:00.000Z',
    concepts: [...communes, ...seed, ...register],
  });
});
afterAll(() => hospital.close());

async function rulesOf(encounter: Encounter): Promise<string[]> {
  const { outcome } = await hospital
    .as('claims-clerk')
    .call<{ outcome: OperationOutcome; xml: Binary }>(bhytClaim, `Encounter/${encounter.id}`);
  return outcome.issue.flatMap(({ details }) => details?.coding?.flatMap(({ code }) => code ?? []) ?? []);
}

describe('những điều biết thêm ngoài hồ sơ', () => {
  test('danh mục xã đủ thì báo xã không thuộc tỉnh; danh mục bệnh mới chỉ là mẫu thì im', async () => {
    expect(await rulesOf(await finishedVisit(hospital))).toEqual(['X1-ID-13']);
  });

  test('người kê thuốc không có trong danh sách hành nghề lúc ra viện: báo DR-11', async () => {
    const drug = {
      line: 'd1',
      code: '40.491',
      name: 'Amlodipin 5 mg',
      group: 4,
      unit: 'Viên',
      quantity: '20',
      price: '1250',
      payRatio: 100,
      scope: 1,
      route: '1.01',
      dose: 'Ngày 1 viên [20]',
      registration: 'VD-90000-24',
      tender: '9901/QĐ-VD.00;G1;N2;2025',
      orderedAt: '2026-09-07T08:30',
    };
    const drugBy = async (license: string): Promise<string[]> =>
      rulesOf(
        await finishedVisit(hospital, (visit) => ({
          ...visit,
          practitioners: [...visit.practitioners, { id: 'other', license, name: 'Bác sĩ Khác' }],
          drugs: [{ ...drug, orderedBy: 'other' }],
        })),
      );
    expect(await drugBy('990101/THU-GPHN')).not.toContain('DR-11');
    expect(await drugBy('990177/THU-GPHN')).toContain('DR-11');
    expect(await drugBy('990178/THU-GPHN')).toContain('DR-11');
  });

  test('hai lượt khám của một người trong một ngày: báo EP-32; lượt kia ghi nhầm thì thôi', async () => {
    const tool = hospital.as('tool').store;
    const first = await finishedVisit(hospital);
    const { subject } = first;
    if (subject === undefined) throw new TypeError('the visit has no patient');
    const second = await tool.update<Encounter>({ ...(await finishedVisit(hospital)), subject });
    expect(await rulesOf(second)).toContain('EP-32');
    await tool.update<Encounter>({ ...first, status: 'entered-in-error' });
    expect(await rulesOf(second)).not.toContain('EP-32');
  });
});

test('tài khoản chỉ ghi trên dòng chi phí: danh sách nhiều lượt khám cũng thấy thẻ như khi mở từng lượt', async () => {
  const tool = hospital.as('tool').store;
  const [own, other] = [await finishedVisit(hospital), await finishedVisit(hospital)];
  const { account: _, ...bare } = own;
  const visits = [await tool.update<Encounter>(bare), other];
  const records = await loadBenefitRecords(tool, visits);
  for (const { id = '' } of visits) {
    const record = records.get(id)?.();
    expect(record?.coverages).toHaveLength(1);
    expect(record).toEqual(await loadBenefitRecord(tool, id));
  }
});
