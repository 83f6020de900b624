import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allergyOf, openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';
import { type AccessLogPage, accessLog } from './access-log.ts';

let record: RecordForTests;
beforeAll(async () => {
  record = await openRecordForTests();
});
afterAll(() => record.hospital.close());

const read = (role: string, patient: string, cursor?: string) =>
  record.hospital.as(role).call<AccessLogPage>(accessLog, patient, cursor === undefined ? {} : { cursor });

describe('ai đã mở hồ sơ', () => {
  test('tên người và việc đã làm, mới nhất trước, hết trang này sang trang khác', async () => {
    const { person, visit, measure, hospital } = record;
    const patient = await person('Phan Thị Thử');
    for (let turn = 0; turn < 104; turn += 1) {
      await measure(patient, '4548-4', 7, new Date(Date.UTC(2026, 0, 1, turn)).toISOString());
    }
    await hospital.as('nurse').store.create(allergyOf(patient, 'Tôm'));
    await visit(patient, '2026-02-01T08:00:00+07:00');
    const first = await read('records-clerk', patient);
    expect(first.entry).toHaveLength(100);
    expect(first.entry[1]).toMatchObject({
      who: 'Practitioner/nurse',
      name: 'nurse',
      activity: 'create',
      action: 'C',
      refused: false,
      kind: ['AllergyIntolerance'],
    });
    const second = await read('records-clerk', patient, first.next);
    expect(second.next).toBeUndefined();
    // the person, 104 results, one allergy, one visit
    expect(first.entry.length + second.entry.length).toBe(107);
  });

  test('không nói gì về người khác, dù một dòng sổ nhắc nhiều người', async () => {
    const { person, hospital } = record;
    const [mine, other] = [await person('Mai Thị Thử'), await person('Mai Văn Thử')];
    const entry = (subject: string) => ({
      resource: {
        resourceType: 'Observation' as const,
        status: 'final' as const,
        code: { text: 'Cân nặng' },
        subject: { reference: subject },
      },
      request: { method: 'POST' as const, url: 'Observation' },
    });
    const both = { resourceType: 'Bundle' as const, type: 'transaction' as const, entry: [entry(mine), entry(other)] };
    await hospital.as('nurse').store.transaction(both);
    const { entry: told } = await read('administrator', mine);
    expect(told[0]).toMatchObject({ name: 'nurse', kind: ['Observation'] });
    expect(JSON.stringify(told)).not.toContain(other);
  });

  test('bác sĩ đã khám thì xem được; chưa khám thì không', async () => {
    const { person, visit } = record;
    const [seen, unseen] = [await person('Lý Thị Thử'), await person('Lý Văn Thử')];
    await visit(seen, '2026-02-01T08:00:00+07:00');
    await visit(unseen, '2026-02-01T08:00:00+07:00', 'Practitioner/nurse');
    expect((await read('doctor', seen)).entry.length).toBeGreaterThan(0);
    await expect(read('doctor', unseen)).rejects.toMatchObject({ code: 'patient-chart.notTreating', status: 403 });
  });
});
