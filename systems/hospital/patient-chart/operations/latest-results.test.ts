import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecordForTests, type RecordForTests } from '../stories/record-for-tests.ts';
import { type LatestResults, latestResults } from './latest-results.ts';

let record: RecordForTests;
beforeAll(async () => {
  record = await openRecordForTests();
});
afterAll(() => record.hospital.close());

describe('kết quả mới nhất của từng chỉ số', () => {
  test('chỉ số đo một lần nhiều năm trước vẫn có; kết quả ghi nhầm và của người khác thì không', async () => {
    const { person, measure, hospital } = record;
    const [mine, other] = [await person('Hồ Thị Thử'), await person('Hồ Văn Thử')];
    await measure(mine, '718-7', 119, '2015-05-05T08:00:00+07:00');
    await measure(mine, '718-7', 11, '2016-05-05T08:00:00+07:00', { status: 'entered-in-error' });
    await measure(other, '2093-3', 5, '2026-01-01T08:00:00+07:00');
    for (let day = 0; day < 120; day += 1) {
      await measure(mine, '14749-6', day, new Date(Date.UTC(2025, 0, 1 + day)).toISOString());
    }
    const { result, incomplete } = await hospital.as('nurse').call<LatestResults>(latestResults, mine);
    expect(result.map(({ code, valueQuantity }) => [code.text, valueQuantity?.value])).toEqual([
      ['14749-6', 119],
      ['718-7', 119],
    ]);
    expect(incomplete).toBe(false);
  });
});
