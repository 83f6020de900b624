import { reachOf } from '@lienmach/access';
import { codeSystems } from '@lienmach/core';
import type { MedicationRequest, Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allergyOf, openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';
import { type Chart, chart } from './chart.ts';
import { type LatestResults, latestResults } from './latest-results.ts';

let record: RecordForTests;
beforeAll(async () => {
  record = await openRecordForTests();
});
afterAll(() => record.hospital.close());

const open = (patient: string, input: object = {}) => record.hospital.as('doctor').call<Chart>(chart, patient, input);
const counted = (answer: Chart) => Object.fromEntries(answer.count.map(({ kind, value }) => [kind, value]));

const drug = (patient: string, text: string, authoredOn: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject: { reference: patient },
  authoredOn,
});

describe('mở hồ sơ người bệnh', () => {
  test('một lần gọi: lượt khám, thuốc, dị ứng, kết quả mới nhất của từng chỉ số, số đếm, tên nơi khám', async () => {
    const { person, visit, measure, write } = record;
    const patient = await person('Đào Thị Thử');
    await visit(patient, '2024-03-01T08:00:00+07:00');
    const newest = await visit(patient, '2026-02-01T08:00:00+07:00');
    await write(allergyOf(patient, 'Penicilin'));
    await write(drug(patient, 'Amlodipin 5 mg', '2026-02-01T08:30:00+07:00'));
    await measure(patient, '4548-4', 8.1, '2024-03-01T08:00:00+07:00');
    await measure(patient, '4548-4', 7.2, '2026-02-01T08:00:00+07:00');
    await measure(patient, '2093-3', 5.9, '2024-03-01T08:00:00+07:00');
    const answer = await open(patient);
    expect(answer.patient.id).toBe(patient.split('/')[1]);
    expect(answer.encounter.map(({ id }) => id)[0]).toBe(newest.id);
    expect(answer.allergy.map(({ code }) => code?.text)).toEqual(['Penicilin']);
    expect(answer.medication).toHaveLength(1);
    expect(answer.result.map(({ code, valueQuantity }) => [code.text, valueQuantity?.value])).toEqual([
      ['4548-4', 7.2],
      ['2093-3', 5.9],
    ]);
    expect(answer.trend.map(({ valueQuantity }) => valueQuantity?.value)).toEqual([7.2, 8.1]);
    expect(counted(answer)).toEqual({
      encounter: 2,
      medication: 1,
      condition: 0,
      allergy: 1,
      document: 0,
      immunization: 0,
    });
    expect(answer.place.map(({ name }) => name)).toEqual([record.hospital.site.facility.name]);
    expect([answer.hidden, answer.next, answer.linked]).toEqual([[], [], []]);
    const cholesterol = await open(patient, { trend: ['2093-3'] });
    expect(cholesterol.trend.map(({ valueQuantity }) => valueQuantity?.value)).toEqual([5.9]);
  });

  test('hồ sơ dài: từng trang có con trỏ trang sau; xét nghiệm hiếm từ nhiều năm trước vẫn thấy', async () => {
    const { person, visit, measure } = record;
    const patient = await person('Lê Văn Thử');
    for (let day = 0; day < 101; day += 1) {
      await visit(patient, new Date(Date.UTC(2024, 0, 1 + day)).toISOString());
    }
    await measure(patient, '718-7', 120, '2019-05-05T08:00:00+07:00');
    for (let day = 0; day < 160; day += 1) {
      await measure(patient, '14749-6', 7, new Date(Date.UTC(2025, 0, 1 + day)).toISOString());
    }
    const answer = await open(patient);
    expect(answer.encounter).toHaveLength(100);
    const [next] = answer.next.filter(({ kind }) => kind === 'encounter');
    const older = await record.hospital
      .as('doctor')
      .store.page('Encounter', `patient=${patient}&_sort=-date&_count=100`, next?.cursor);
    expect(older.items.map(({ period }) => period?.start?.slice(0, 10))).toEqual(['2024-01-01']);
    expect([answer.result.map(({ code }) => code.text), answer.moreResults]).toEqual([['14749-6'], true]);
    const all = await record.hospital.as('doctor').call<LatestResults>(latestResults, patient);
    expect([all.result.map(({ code }) => code.text), all.incomplete]).toEqual([['14749-6', '718-7'], false]);
  });

  test('không lẫn người khác: trẻ song sinh, kết quả chỉ nhắc tới người này, người mẹ trong ô nói về ai', async () => {
    const { person, visit, measure, write } = record;
    const [mine, other] = [await person('Trần Thị Thử Một'), await person('Trần Thị Thử Hai')];
    await visit(mine, '2026-01-01T08:00:00+07:00');
    const visitOfOther = await visit(other, '2026-01-01T08:00:00+07:00');
    await measure(other, '4548-4', 9.9, '2026-01-02T08:00:00+07:00', { focus: [{ reference: mine }] });
    await write(drug(other, 'Insulin của người khác', '2026-01-02T08:00:00+07:00'));
    await write(allergyOf(other, 'Dị ứng của người khác'));
    // written to the wrong visit by a partner: the subject decides, not the visit
    await measure(other, '718-7', 88, '2026-01-02T08:00:00+07:00', {
      encounter: { reference: `Encounter/${visitOfOther.id}` },
      performer: [{ reference: mine }],
    });
    const answer = await open(mine);
    expect(JSON.stringify(answer)).not.toContain(other);
    expect(JSON.stringify(answer)).not.toContain('của người khác');
    expect(answer.result).toEqual([]);
    expect(answer.encounter).toHaveLength(1);
  });

  test('hồ sơ đã gộp: nói rõ gộp vào hồ sơ nào, kèm tên', async () => {
    const { person } = record;
    const kept = await person('Ngô Thị Thử');
    const merged = await person('Ngô Thị Thư', {
      active: false,
      link: [{ other: { reference: kept }, type: 'replaced-by' }],
    });
    expect((await open(merged)).linked).toEqual([
      { type: 'replaced-by', patient: { reference: kept, display: 'Ngô Thị Thử' } },
    ]);
  });

  test('hồ sơ đã gộp: dị ứng ghi ở hồ sơ cũ hiện trong hồ sơ đang dùng, kể cả gộp hai lần', async () => {
    const { person, write } = record;
    const merged = (id: string, type: 'replaces' | 'replaced-by') => ({ other: { reference: id }, type });
    const [oldest, kept] = [await person('Hồ Văn Thử'), await person('Hồ Văn Thử')];
    const older = await person('Hồ Văn Thử', { link: [merged(oldest, 'replaces'), merged(kept, 'replaced-by')] });
    const store = record.hospital.as('tool').store;
    for (const [id, type] of [
      [oldest, 'replaced-by'],
      [kept, 'replaces'],
    ] as const) {
      await store.update({ ...(await store.follow('Patient', { reference: id })), link: [merged(older, type)] });
    }
    await write(allergyOf(oldest, 'Penicillin'));
    await write(allergyOf(kept, 'Tôm'));
    const shown = (await open(kept)).allergy.map(({ code }) => code?.text).sort();
    expect(shown).toEqual(['Penicillin', 'Tôm']);
    expect((await open(oldest)).allergy).toHaveLength(2);
  });

  test('vai trò không được xem thuốc: phần đó không có và được nói là không hiện', async () => {
    const { person, write } = record;
    const patient = await person('Vũ Thị Thử');
    await write(drug(patient, 'Warfarin 2 mg', '2026-01-02T08:00:00+07:00'));
    const all = ['Patient', 'Encounter', 'Observation', 'AllergyIntolerance', 'Organization', 'Coverage'] as const;
    const reach = reachOf(['lab-doctor'], [{ role: 'lab-doctor', types: all, interactions: '*' }]);
    const actor = {
      reference: 'Practitioner/lab-doctor',
      display: 'BS. XN',
      roles: ['lab-doctor'],
      client: 'test',
      reach,
    };
    const answer = await record.hospital.host.call<Chart>(actor, 'Patient$chart', patient);
    expect(answer.hidden).toEqual(['condition', 'medication', 'immunization', 'document']);
    expect(JSON.stringify(answer)).not.toContain('Warfarin');
    expect(Object.keys(counted(answer))).toEqual(['encounter', 'allergy']);
  });

  test('kết quả ghi nhầm không che kết quả đúng trước nó', async () => {
    const { person, measure } = record;
    const patient = await person('Bùi Văn Thử');
    await measure(patient, '718-7', 121, '2026-01-01T08:00:00+07:00');
    const wrong: Partial<Observation> = { status: 'entered-in-error' };
    await measure(patient, '718-7', 12, '2026-01-05T08:00:00+07:00', wrong);
    const [only] = (await open(patient)).result;
    expect(only?.valueQuantity?.value).toBe(121);
    expect(only?.code.coding?.[0]?.system).toBe(codeSystems.loinc);
  });
});
