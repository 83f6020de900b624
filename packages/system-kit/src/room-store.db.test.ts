import { rawNumber } from '@lienmach/fhir-store';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Observation } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([]);
});
afterAll(() => hospital.close());

/** As it came over the wire: the store keeps the zeros, a room sees a plain number. */
const measured: Observation = {
  resourceType: 'Observation',
  status: 'preliminary',
  code: { text: 'Creatinin' },
  valueQuantity: Object.assign({ unit: 'mg/dL', value: 0 }, { value: rawNumber('1.10') }),
};

test.each(['từng tài nguyên', 'trong một giao dịch'])('sửa điều khác, %s: số đo vẫn viết như máy gửi', async (way) => {
  const { store } = hospital.as('tool');
  const { id } = await store.create(measured);
  const read = await store.read('Observation', id ?? '');
  expect(read.valueQuantity?.value).toBe(1.1);
  const changed: Observation = { ...read, status: 'final' };
  if (way === 'từng tài nguyên') await store.update(changed);
  else {
    await store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: changed, request: { method: 'PUT', url: `Observation/${id}` } }],
    });
  }
  const actor = { reference: 'Device/may', display: 'Máy', roles: ['tool'], client: 'may' };
  const { text } = await hospital.host.options.store.read(hospital.host.callerOf(actor), 'Observation', id ?? '');
  expect(text).toContain('"value":1.10');
  expect(text).toContain('"final"');
});
