import { parseHl7 } from '@lienmach/exchange';
import type { Observation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { collectSpecimen } from '../operations/collect-specimen.ts';
import { orderTests } from '../operations/order-tests.ts';
import { verifyReport } from '../operations/verify-report.ts';
import { analyzerAnswer, codeOf } from './analyzer-answer.ts';
import { BLOOD_COUNT, openLabVisit } from './open-lab-visit.ts';

const values = [
  ['WBC', '12.6', '10*9/L'],
  ['RBC', '4.5', '10*12/L'],
  ['HGB', '135', 'g/L'],
  ['PLT', '250', 'G/L'],
] as const;
const flag = (result: Observation) => result.interpretation?.[0]?.coding?.[0]?.code;

test('một buổi sáng: chỉ định công thức máu, lấy mẫu, máy trả lời lắm lỗi, bác sĩ duyệt', async () => {
  const { hospital, visit } = await openLabVisit();
  const receive = (raw: Uint8Array) => hospital.inbound.receive(raw, 'lab-analyzer');

  const { order, specimen } = await hospital.as('doctor').call(orderTests, visit, { test: [BLOOD_COUNT] });
  hospital.tick(5);
  await hospital.as('nurse').call(collectSpecimen, `Specimen/${specimen[0]?.id}`);
  await hospital.settled();
  expect(hospital.sent).toHaveLength(1);
  const heard = hospital.sent[0]?.content ?? '';
  expect(parseHl7(heard).segment('OBR')?.get(7)).toBe('20260302073500+0700');

  // the machine answers for an order nobody knows, then for another patient: nothing is written
  const unknown = await receive(
    analyzerAnswer(heard, { controlId: 'B1', results: values, orderNumber: '260302X999999' }),
  );
  expect(codeOf(unknown)).toBe('AE');
  const other = await receive(analyzerAnswer(heard, { controlId: 'B2', results: values, patientNumber: 'BN99' }));
  expect(parseHl7(Buffer.from(other).toString()).segment('ERR')?.get(8)).toBe(
    'Không tìm thấy người bệnh mà bản tin nhắc tới.',
  );
  expect(await hospital.all('Observation')).toEqual([]);

  hospital.tick(20);
  const answer = analyzerAnswer(heard, { controlId: 'B3', results: values });
  const first = await receive(answer);
  expect(codeOf(first)).toBe('AA');
  expect(Buffer.from(await receive(answer))).toEqual(Buffer.from(first));
  const results = await hospital.all('Observation');
  expect(results.map(flag).sort()).toEqual(['H', 'N', 'N', 'N']);

  const [report] = await hospital.all('DiagnosticReport');
  expect(report).toMatchObject({ status: 'preliminary', basedOn: [{ reference: `ServiceRequest/${order[0]?.id}` }] });
  const lab = hospital.as('lab-doctor');
  await expect(lab.call(verifyReport, `DiagnosticReport/${report?.id}`)).rejects.toMatchObject({
    code: 'laboratory.resultsMissing',
  });
  const released = await lab.call(verifyReport, `DiagnosticReport/${report?.id}`, { incomplete: true });
  expect(released).toMatchObject({ status: 'final' });
  expect(await hospital.all('ChargeItem')).toHaveLength(1);
  expect((await hospital.inbound.log.list('parked')).map(({ controlId }) => controlId)).toEqual(['B1', 'B2']);
  await hospital.close();
});
