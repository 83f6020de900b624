import { expect, test } from 'vitest';
import { openOrderedTest } from '../stories/enter-by-hand.ts';
import { bench } from './bench.ts';
import { enterResults } from './enter-results.ts';
import { orderReflex } from './order-reflex.ts';
import { resultSheet } from './result-sheet.ts';

const TSH = '23.0162.1570';
const FT4 = '23.0069.1561';

test('TSH thấp gợi ý FT4 từ cùng ống: bác sĩ xét nghiệm làm thêm bằng một phím, một lần; kết quả thường thì không gợi ý', async () => {
  const { hospital, report } = await openOrderedTest(TSH);
  const [technician, doctor] = [hospital.as('lab-technician'), hospital.as('lab-doctor')];
  const order = () => doctor.call(orderReflex, report, { test: FT4 });
  await technician.call(enterResults, report, { result: [{ indicator: 'TSH', value: '1,2' }] });
  await expect(order()).rejects.toMatchObject({ code: 'laboratory.noReflex' });
  await technician.call(enterResults, report, { result: [{ indicator: 'TSH', value: '0,05' }] });
  expect((await doctor.call(resultSheet, report)).reflex).toMatchObject([{ test: FT4, why: 'TSH thấp' }]);
  expect(await order()).toMatchObject({
    status: 'active',
    requester: { reference: 'Practitioner/doctor' },
    reasonReference: [{ reference: report }],
    reasonCode: [{ text: 'Theo kết quả: TSH thấp' }],
  });
  expect(await hospital.all('Specimen')).toHaveLength(1);
  // of one tube: neither is older
  const lines = (await technician.call(bench, undefined, {})).entry.map(({ testCode, state }) => [testCode, state]);
  expect(lines.toSorted()).toEqual(
    [
      [TSH, 'to-verify'],
      [FT4, 'to-receive'],
    ].toSorted(),
  );
  expect((await doctor.call(resultSheet, report)).reflex).toEqual([]);
  await expect(order()).rejects.toMatchObject({ code: 'laboratory.noReflex' });
  await hospital.close();
});
