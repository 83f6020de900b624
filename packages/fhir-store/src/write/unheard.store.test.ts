import type { Bundle, FhirResource, Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const caller = testCaller();
const patient: Patient = { resourceType: 'Patient' };
const pulse: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
};
const post = (resource: FhirResource) => ({
  resource,
  request: { method: 'POST' as const, url: resource.resourceType },
});
const visit = (...resources: FhirResource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map(post),
});

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, { heard: ({ resourceType }) => resourceType === 'Observation' });
});
afterAll(() => record.close());

/** Of the last event: has it been handed out already? */
async function isDone(): Promise<boolean | undefined> {
  const text = 'select expanded from outbox order by seq desc limit 1';
  const [row] = await record.sql.query<{ expanded: boolean }>({ text });
  return row?.expanded;
}

test('việc không ai chờ được ghi là đã báo; một dòng có người chờ thì cả lượt còn phải báo', async () => {
  const { id } = await store.create(caller, patient);
  expect(await isDone()).toBe(true);
  await store.update(caller, { ...patient, id, active: true });
  expect(await isDone()).toBe(true);
  await store.create(caller, pulse);
  expect(await isDone()).toBe(false);
  await store.bundle(caller, visit(patient, patient));
  expect(await isDone()).toBe(true);
  await store.bundle(caller, visit(patient, pulse));
  expect(await isDone()).toBe(false);
});

test('không biết ai chờ thì coi như có người chờ', async () => {
  await openStore(record.sql).create(caller, patient);
  expect(await isDone()).toBe(false);
});
