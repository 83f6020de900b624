import type { Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  await record.sql.script(`
    create function full_bed() returns trigger language plpgsql as $$
    begin
      if new.body like '%hết giường%' then raise exception 'no bed' using errcode = 'P0007'; end if;
      return new;
    end $$;
    create trigger full_bed before insert on resource for each row execute function full_bed();`);
});
afterAll(() => record.close());

const nurse = (number: number) =>
  testCaller('all', {
    agent: { who: `Practitioner/${number}`, display: `Điều dưỡng ${number}`, client: 'test', roles: [] },
  });
const measured = (number: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  subject: { reference: `Patient/p${number}` },
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text: `mạch, lần ${number}` },
});
const person = (family: string): Patient => ({ resourceType: 'Patient', name: [{ family }] });

interface Trail {
  readonly agent: string;
  readonly what: string[];
  readonly patient: string[];
  readonly tx: string;
}
const trails = () =>
  record.sql.query<Trail>({ text: 'select agent, what, patient, tx::text as tx from audit order by seq' });

describe('nhiều người ghi cùng lúc đi chung một chuyến', () => {
  test('mỗi người có câu trả lời, sự kiện và dòng nhật ký của mình', async () => {
    const written = await Promise.all(
      Array.from({ length: 60 }, (_, number) => store.create(nurse(number), measured(number))),
    );
    for (const [number, { text }] of written.entries()) expect(text).toContain(`mạch, lần ${number}"`);
    const rows = await trails();
    expect(rows).toHaveLength(60);
    for (const [number, { id }] of written.entries())
      expect(rows).toContainEqual(
        expect.objectContaining({
          agent: `Practitioner/${number}`,
          what: [`Observation/${id}`],
          patient: [`p${number}`],
        }),
      );
    const events = await record.sql.query<{ entries: string }>({ text: 'select entries from outbox order by seq' });
    expect(events.map(({ entries }) => JSON.parse(entries)[0].id).toSorted()).toEqual(
      written.map(({ id }) => id).toSorted(),
    );
    // that they really shared: fewer transactions than writes
    expect(new Set(rows.map(({ tx }) => tx)).size).toBeLessThan(60);
    const found = await store.search(nurse(7), 'Observation', new URLSearchParams('subject=Patient/p7'));
    expect(found.matches.map(({ id }) => id)).toEqual([written[7]?.id]);
  });

  test('một người bị từ chối không kéo theo người đi cùng, và không để lại gì', async () => {
    const before = (await trails()).length;
    const names = Array.from({ length: 40 }, (_, number) => (number % 9 === 4 ? 'hết giường' : `Nguyễn ${number}`));
    const settled = await Promise.allSettled(names.map((name, number) => store.create(nurse(number), person(name))));
    expect(settled.map(({ status }) => status)).toEqual(
      names.map((name) => (name === 'hết giường' ? 'rejected' : 'fulfilled')),
    );
    expect((await trails()).length - before).toBe(names.filter((name) => name !== 'hết giường').length);
    const { total } = await store.search(nurse(1), 'Patient', new URLSearchParams('_total=accurate'));
    expect(total).toBe(36);
  });

  test('cùng một mã trong nhiều chuyến chung: khóa không quấn vào nhau', async () => {
    const code = (value: string): Patient => ({
      resourceType: 'Patient',
      identifier: ['b', 'a', value].map((one) => ({ system: 'urn:cccd', value: one })),
    });
    const others = Array.from({ length: 30 }, (_, number) => store.create(nurse(number), code(`m${number % 5}`)));
    const sure = Array.from({ length: 10 }, (_, number) =>
      store.create(nurse(number), person('Lê'), { ifNoneExist: `identifier=urn:cccd|chung${number % 2}` }),
    );
    const answers = await Promise.all([...others, ...sure]);
    expect(answers).toHaveLength(40);
  });
});
