import { identifierSystems, identifierValue } from '@lienmach/core';
import { expect, test } from 'vitest';
import { openOrderedTest } from '../stories/enter-by-hand.ts';
import { GLUCOSE } from '../stories/open-lab-visit.ts';
import { handleSpecimen } from './handle-specimen.ts';

test('chia ống có số riêng, lưu ở đâu, hủy khi nào; hủy rồi thì hết', async () => {
  const { hospital } = await openOrderedTest(GLUCOSE);
  const [tube] = await hospital.all('Specimen');
  const handle = (input: object) => hospital.as('lab-technician').call(handleSpecimen, `Specimen/${tube?.id}`, input);
  const number = identifierValue(tube, identifierSystems.specimenNumber);
  const { specimen } = await handle({ step: 'aliquoted', count: 2 });
  expect(specimen.slice(1).map((one) => identifierValue(one, identifierSystems.specimenNumber))).toEqual([
    `${number}1`,
    `${number}2`,
  ]);
  expect(specimen[1]).toMatchObject({
    parent: [{ reference: `Specimen/${tube?.id}` }],
    collection: { collectedDateTime: '2026-03-02T07:28:00+07:00' },
  });
  const third = await handle({ step: 'aliquoted' });
  expect(identifierValue(third.specimen[1], identifierSystems.specimenNumber)).toBe(`${number}3`);
  const stored = await handle({ step: 'stored', text: 'Tủ 2, giá A3' });
  expect(stored.specimen[0]?.processing?.at(-1)).toMatchObject({
    description: 'Tủ 2, giá A3',
    procedure: { text: 'Lưu mẫu' },
    timeDateTime: '2026-03-02T07:30:00+07:00',
  });
  for (const [input, code] of [
    [{ step: 'nuốt' }, 'unknownStep'],
    [{ step: 'aliquoted', count: 7 }, 'badAliquots'],
    [{ step: 'stored' }, 'placeMissing'],
    [{ step: 'discarded', text: ' ' }, 'reasonMissing'],
  ] as const) {
    await expect(handle(input)).rejects.toMatchObject({ code: `laboratory.${code}` });
  }
  const gone = await handle({ step: 'discarded', text: 'hết hạn lưu' });
  expect(gone.specimen[0]).toMatchObject({ status: 'unavailable' });
  expect(gone.specimen[0]?.processing).toHaveLength(5);
  await expect(handle({ step: 'stored', text: 'x' })).rejects.toMatchObject({ code: 'laboratory.specimenUnusable' });
  await hospital.close();
});
