import { DESTRUCTION_LIST, visitByNumber } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { List } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { approveDestruction } from './approve-destruction.ts';

let hospital: TestHospital;
let list: List;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
  list = await hospital.as('tool').store.create<List>({
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    code: { coding: [DESTRUCTION_LIST] },
    entry: [{ item: visitByNumber('v1') }],
  });
});
afterAll(() => hospital.close());

test.each(['registrar', 'nurse', 'doctor', 'cashier', 'claims-clerk', 'administrator', 'integration', 'citizen'])(
  '%s không duyệt được danh mục tiêu hủy',
  async (role) => {
    await expect(hospital.as(role).call(approveDestruction, `List/${list.id}`)).rejects.toMatchObject({ status: 403 });
    expect((await hospital.as('tool').store.read('List', list.id ?? '')).note).toBeUndefined();
  },
);
