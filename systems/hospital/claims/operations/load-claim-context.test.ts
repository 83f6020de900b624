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

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], {
    startsAt: '2026-11-21T01:00:00.000Z',
    concepts: [...communes, ...seed],
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
