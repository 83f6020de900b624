import { codeSystems, identifierSystems, identifierValue, LM } from '@lienmach/core';
import { type InboundChannel, openAstmClient, openAstmServer, parseAstm, parseHl7 } from '@lienmach/exchange';
import type { ConceptMap } from 'fhir/r4';
import { expect, test } from 'vitest';
import { orderTests } from '../operations/order-tests.ts';
import { ELECTROLYTES, GLUCOSE, openLabVisit } from './open-lab-visit.ts';

const COLLECTED = '2026-03-02T07:28:00+07:00';
const astm = (...records: string[]) => Buffer.from(`${['H|\\^&|||AU', ...records, 'L|1|N'].join('\r')}\r`);

test('hai máy ASTM cùng lúc: máy hỏi việc của ống, đo, trả kết quả và nội kiểm; bản tin hỏng không để lại gì', async () => {
  const { hospital, visit } = await openLabVisit();
  await hospital.as('tool').store.update<ConceptMap>({
    resourceType: 'ConceptMap',
    id: 'may-sinh-hoa',
    url: `${LM}/ConceptMap/channel-may-sinh-hoa`,
    status: 'active',
    group: [
      {
        source: 'urn:x',
        target: codeSystems.labIndicator,
        element: [{ code: 'GLU2', target: [{ code: 'GLU', equivalence: 'equal' }] }],
      },
    ],
  });
  const { specimen } = await hospital
    .as('doctor')
    .call(orderTests, visit, { test: [GLUCOSE, ELECTROLYTES], collectedAt: COLLECTED });
  const tube = identifierValue(specimen[0], identifierSystems.specimenNumber) ?? '';

  const gateOf = async (channel: InboundChannel) =>
    openAstmServer({
      host: '127.0.0.1',
      port: 0,
      answer: (raw) => hospital.inbound.receive(raw, channel.partner, channel),
    });
  const gates = await Promise.all(
    ['may-sinh-hoa', 'may-dien-giai'].map((id) => gateOf({ id, partner: id, codec: 'astm' })),
  );
  const heard: string[][] = [[], []];
  const machines = gates.map(({ port }, which) =>
    openAstmClient({
      host: '127.0.0.1',
      port,
      role: 'instrument',
      times: { contention: 20 },
      async answer(message) {
        heard[which]?.push(String(message));
        return new Uint8Array();
      },
    }),
  );
  const [chemistry, electrolytes] = machines;

  // each asks about the same tube; the first has a code map, so it hears only what it can measure, in its own code
  await Promise.all(machines.map((machine) => machine.send(astm(`Q|1|^${tube}||^^^ALL||||||||O`))));
  await expect.poll(() => heard.map((one) => one.length), { timeout: 30_000 }).toEqual([1, 1]);
  const asked = heard.map(([answer = '']) => parseAstm(answer).records.find(({ name }) => name === 'O'));
  expect(asked[0]?.repeats(5).map((one) => one[3])).toEqual(['GLU2']);
  expect(asked[1]?.repeats(5).map((one) => one[3])).toEqual(['GLU', 'NA', 'K', 'CL']);
  expect(asked[1]?.get(3)).toBe(tube);

  const salts = astm(
    'P|1||BN26000001',
    `O|1|${tube}||^^^ALL`,
    'R|1|^^^NA|140|mmol/L||N||F||||20260302080000',
    'R|2|^^^K|6.8|mmol/L||HH||F||||20260302080000',
    'R|3|^^^CL|101|mmol/L||N||F||||20260302080000',
  );
  await Promise.all([
    electrolytes?.send(salts),
    chemistry?.send(astm('P|1', 'O|1|LO1^NORMAL||^^^GLU|||||||Q', 'R|1|^^^GLU|5.1|mmol/L||N||F||||20260302060000')),
  ]);
  await electrolytes?.send(salts); // told twice: the same bytes, the same results
  const results = await hospital.all('Observation');
  const ofPatient = results.filter(({ subject }) => subject !== undefined);
  expect(ofPatient.map(({ id }) => id?.split('.')[1]).sort()).toEqual(['CL', 'K', 'NA']);
  expect(results.filter(({ subject }) => subject === undefined)).toMatchObject([
    { status: 'final', specimen: { identifier: { value: 'LO1^NORMAL' } } },
  ]);
  const reports = await hospital.all('DiagnosticReport');
  expect(reports.map(({ status }) => status).sort()).toEqual(['preliminary', 'registered']);
  await hospital.settled();
  expect((await hospital.all('Task')).some(({ code }) => JSON.stringify(code).includes('báo động'))).toBe(true);

  // unknown code, another patient, a lost record, a broken off message: all parked, nothing written
  const before = (await hospital.all('Observation')).map(({ meta }) => meta?.versionId);
  for (const bad of [
    astm('P|1', `O|1|${tube}`, 'R|1|^^^LA-LUNG|200|U/L'),
    astm('P|1||BN99', `O|1|${tube}`, 'R|1|^^^GLU|5|mmol/L'),
    astm('P|1', `O|1|${tube}`, 'R|2|^^^GLU|5|mmol/L'),
    astm('P|1', 'O|1|999999999999', 'R|1|^^^GLU|5|mmol/L'),
  ])
    await chemistry?.send(bad);
  const parked = await hospital.inbound.log.list('parked');
  expect(parked.map(({ reason }) => reason?.issue[0]?.details?.coding?.[0]?.code)).toEqual([
    'exchange.unknownCode',
    'exchange.needMissing',
    'exchange.astmOrder',
    'exchange.needMissing',
  ]);
  expect((await hospital.all('Observation')).map(({ meta }) => meta?.versionId)).toEqual(before);

  for (const machine of machines) machine.close();
  for (const gate of gates) await gate.close();
  await hospital.close();
});

test('chỉ định có hiệu lực thì xuống từng máy theo lối của máy: OML^O33 và ASTM, máy chỉ nghe việc nó làm được', async () => {
  const to = { transport: 'mllp', host: '127.0.0.1', port: 1 } as const;
  const { hospital, visit } = await openLabVisit({
    partners: [
      { id: 'may-hl7', orderMessage: 'OML^O33', ...to },
      { id: 'may-astm', orderMessage: 'ASTM^O', ...to },
    ],
  });
  await hospital.as('tool').store.update<ConceptMap>({
    resourceType: 'ConceptMap',
    id: 'ma-may-hl7',
    url: `${LM}/ConceptMap/channel-may-hl7`,
    status: 'active',
    group: [{ element: [{ code: '717', target: [{ code: 'GLU', equivalence: 'equal' }] }] }],
  });
  const { specimen } = await hospital
    .as('doctor')
    .call(orderTests, visit, { test: [GLUCOSE, ELECTROLYTES], collectedAt: COLLECTED });
  await hospital.settled();
  const tube = identifierValue(specimen[0], identifierSystems.specimenNumber) ?? '';
  const told = (channel: string) =>
    hospital.sent.filter((one) => one.channel === channel).map(({ content }) => content);
  const hl7 = told('may-hl7').map((text) => parseHl7(text));
  expect(hl7.map((one) => [one.type, one.segment('SPM')?.get(2), one.segment('OBR')?.get(4)])).toEqual([
    ['OML^O33', tube, '717'], // electrolytes are nothing for this machine
  ]);
  const astmOrders = told('may-astm').flatMap((text) => parseAstm(text).records.filter(({ name }) => name === 'O'));
  expect(astmOrders.map((one) => [one.get(3), one.get(26), one.repeats(5).map((test) => test[3])])).toEqual([
    [tube, 'O', ['GLU']],
    [tube, 'O', ['NA', 'K', 'CL']],
  ]);
  await hospital.close();
});

test('máy HL7 hỏi bằng QBP^Q11 rồi trả theo ống bằng OUL^R22', async () => {
  const { hospital, visit } = await openLabVisit();
  const { specimen } = await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE], collectedAt: COLLECTED });
  const tube = identifierValue(specimen[0], identifierSystems.specimenNumber) ?? '';
  const receive = async (...segments: string[]) =>
    parseHl7(Buffer.from(await hospital.inbound.receive(Buffer.from(segments.join('\r')), 'may-hl7')).toString());
  const told = await receive(
    'MSH|^~\\&|MAY||LM||20260302||QBP^Q11^QBP_Q11|Q1|P|2.5.1',
    `QPD|WOS^Work Order Step^IHE_LABTF|TAG|${tube}`,
  );
  expect([told.type, told.segment('QAK')?.get(2), told.segment('OBR')?.get(4)]).toEqual(['RSP^K11', 'OK', 'GLU']);
  const done = await receive(
    'MSH|^~\\&|MAY||LM||20260302||OUL^R22|R1|P|2.5.1',
    'PID|1||BN26000001||||19900509',
    `SPM|1|${tube}||SER`,
    'OBR|1|||GLU',
    'OBX|1|NM|GLU^^L||5.4|mmol/L|||||F|||20260302080000',
  );
  expect(done.segment('MSA')?.get(1)).toBe('AA');
  expect(await hospital.all('DiagnosticReport')).toMatchObject([{ status: 'preliminary' }]);
  await hospital.close();
});
