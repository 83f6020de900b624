import { identifierSystems, identifierValue } from '@lienmach/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BLOOD_COUNT, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { bench } from './bench.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { orderTests } from './order-tests.ts';
import { receiveSpecimen } from './receive-specimen.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('nhận mẫu bằng máy quét: điều dưỡng lấy, phòng xét nghiệm nhận, phiếu chuyển sang chờ kết quả; nhận hai lần, số lạ, chưa lấy, giờ sai: từ chối', async () => {
  const { hospital, visit } = world;
  const technician = hospital.as('lab-technician');
  const receive = (input: object) => technician.call(receiveSpecimen, undefined, input);
  const { specimen } = await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE, BLOOD_COUNT] });
  const numbers = specimen.map((one) => identifierValue(one, identifierSystems.specimenNumber) ?? '');
  const [number = ''] = numbers;
  await expect(receive({ number: '000000000000' })).rejects.toMatchObject({ code: 'laboratory.unknownSpecimen' });
  await expect(receive({ number: ' ' })).rejects.toMatchObject({ code: 'laboratory.unknownSpecimen' });
  await expect(receive({ number })).rejects.toMatchObject({ code: 'laboratory.notYetCollected' });

  await hospital.as('nurse').call(collectSpecimen, `Specimen/${specimen[0]?.id}`);
  await hospital.settled();
  expect((await technician.call(bench, undefined, { state: 'to-receive' })).count).toMatchObject({ toReceive: 1 });
  hospital.tick(10);
  const early = { number, at: '2026-03-02T07:00:00+07:00' };
  await expect(receive(early)).rejects.toMatchObject({ code: 'laboratory.receivedBeforeCollected' });
  const got = await receive({ number: `${number} `, note: 'tán huyết nhẹ' });
  expect(got).toMatchObject({ receivedTime: '2026-03-02T07:40:00+07:00', condition: [{ text: 'tán huyết nhẹ' }] });
  const { count, entry } = await technician.call(bench, undefined, { state: 'to-enter' });
  expect(count).toMatchObject({ toCollect: 1, toReceive: 0, toEnter: 1 });
  expect(entry[0]).toMatchObject({ specimenNumber: number, receivedAt: '2026-03-02T07:40:00+07:00' });
  await expect(receive({ number })).rejects.toMatchObject({ code: 'laboratory.alreadyReceived', status: 409 });
});
