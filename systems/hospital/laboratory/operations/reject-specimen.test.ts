import { identifierSystems, identifierValue } from '@lienmach/core';
import { expect, test } from 'vitest';
import { analyzerAnswer, codeOf } from '../stories/analyzer-answer.ts';
import { openOrderedTest } from '../stories/enter-by-hand.ts';
import { ELECTROLYTES } from '../stories/open-lab-visit.ts';
import { bench } from './bench.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { enterResults } from './enter-results.ts';
import { handleSpecimen } from './handle-specimen.ts';
import { receiveSpecimen } from './receive-specimen.ts';
import { rejectSpecimen } from './reject-specimen.ts';
import { verifyReport } from './verify-report.ts';

const all = [
  { indicator: 'NA', value: '140' },
  { indicator: 'K', value: '7,1' },
  { indicator: 'CL', value: '101' },
];

test('mẫu tán huyết: từ chối có lý do, kết quả của nó không còn, có việc lấy lại và ống mới; trả rồi thì không từ chối', async () => {
  const { hospital, report } = await openOrderedTest(ELECTROLYTES);
  const technician = hospital.as('lab-technician');
  await technician.call(enterResults, report, { result: all });
  await hospital.settled();
  const [old] = await hospital.all('Specimen');
  const at = `Specimen/${old?.id}`;
  await expect(technician.call(rejectSpecimen, at, { reason: 'xau' })).rejects.toMatchObject({
    code: 'laboratory.unknownRejection',
  });
  const { specimen, task } = await technician.call(rejectSpecimen, at, { reason: 'haemolysed', note: 'mức 3+' });
  const number = identifierValue(specimen, identifierSystems.specimenNumber);
  expect(number).not.toBe(identifierValue(old, identifierSystems.specimenNumber));
  expect(specimen.collection).toBeUndefined();
  expect(task).toMatchObject({
    status: 'requested',
    code: { text: 'Lấy lại mẫu' },
    focus: { reference: `Specimen/${specimen.id}` },
    owner: { reference: 'Practitioner/doctor' },
    description: expect.stringContaining(
      `Tán huyết (mức 3+). Lấy lại Ống nghiệm lấy huyết thanh nắp đỏ, số mới ${number}`,
    ),
  });
  const rejected = (await hospital.all('Specimen')).find(({ id }) => id === old?.id);
  expect(rejected).toMatchObject({ status: 'unsatisfactory', condition: [{ text: 'Tán huyết' }] });
  expect((await hospital.all('Observation')).map(({ status }) => status)).toEqual(Array(3).fill('entered-in-error'));
  const [fresh] = await hospital.all('DiagnosticReport');
  expect(fresh).toMatchObject({ status: 'registered', specimen: [{ reference: `Specimen/${specimen.id}` }] });
  expect(fresh?.result).toBeUndefined();
  expect((await technician.call(bench, undefined, {})).entry).toMatchObject([
    { state: 'to-collect', specimenNumber: number },
  ]);

  // the bad tube is good for nothing any more, but for being thrown away
  await expect(technician.call(rejectSpecimen, at, { reason: 'late' })).rejects.toMatchObject({
    code: 'laboratory.specimenUnusable',
  });
  const scanned = { number: identifierValue(old, identifierSystems.specimenNumber) ?? '' };
  await expect(technician.call(receiveSpecimen, undefined, scanned)).rejects.toMatchObject({
    code: 'laboratory.specimenUnusable',
  });
  await technician.call(handleSpecimen, at, { step: 'discarded', text: 'từ chối' });

  // the analyzer heard of the new tube, and its results arrive at the same report
  await hospital.settled();
  const heard = hospital.sent.at(-1)?.content ?? '';
  expect(heard).toContain(number);
  await technician.call(collectSpecimen, `Specimen/${specimen.id}`);
  const results = [
    ['NA', '140', 'mmol/L'],
    ['K', '4.1', 'mmol/L'],
    ['CL', '101', 'mmol/L'],
  ] as const;
  expect(
    codeOf(await hospital.inbound.receive(analyzerAnswer(heard, { controlId: 'J1', results }), 'lab-analyzer')),
  ).toBe('AA');
  await hospital.as('lab-doctor').call(verifyReport, report);
  expect((await hospital.all('Observation')).map(({ status }) => status)).toEqual(Array(3).fill('final'));
  await expect(technician.call(rejectSpecimen, `Specimen/${specimen.id}`, { reason: 'late' })).rejects.toMatchObject({
    code: 'laboratory.reportReleased',
  });
  await hospital.close();
});
