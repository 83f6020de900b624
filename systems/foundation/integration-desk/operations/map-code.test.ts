import { codeSystems } from '@lienmach/core';
import { translatorOf, unknownCode } from '@lienmach/exchange';
import { defineSystem, type MessageMapping } from '@lienmach/system-kit';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { CodeSystem } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { integrationDesk } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('integrator').call<Out>(name, undefined, input);

/** writes a Basic with our code for the machine's code */
const result: MessageMapping = {
  on: 'ORU^R01',
  needs: () => ({}),
  map(message, _found, _now, { translate }) {
    const code = message.segment('OBX')?.get(3) ?? '';
    const ours = translate(code);
    if (ours === undefined) throw unknownCode({ at: 'OBX-3', code });
    const resource = { resourceType: 'Basic' as const, code: { text: ours } };
    return {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource, request: { method: 'POST', url: 'Basic' } }],
    };
  },
};
const bench = defineSystem({ id: 'bench', title: { vi: 'Máy', en: 'Bench' }, messages: [result] });

const indicators: CodeSystem = {
  resourceType: 'CodeSystem',
  url: codeSystems.labIndicator,
  status: 'active',
  content: 'complete',
  property: [
    { code: 'loinc', type: 'Coding' },
    { code: 'unit', type: 'string' },
  ],
  concept: [
    {
      code: 'K',
      display: 'Kali',
      property: [
        { code: 'loinc', valueCoding: { code: '2823-3' } },
        { code: 'unit', valueString: 'mmol/L' },
      ],
    },
    { code: 'NA', display: 'Natri' },
  ],
};

const send = (id: number, code: string) =>
  hospital.inbound.receive(
    Buffer.from(`MSH|^~\\&|AU2||||20260302||ORU^R01|${id}|P|2.5.1\rPID|1||A${id}||CAO^THI BE\rOBX|1|NM|${code}||4.2`),
    'au2',
  );

beforeAll(async () => {
  const codeMap = async (channel: string) =>
    translatorOf((await hospital.all('ConceptMap')).find(({ url }) => url?.endsWith(`/channel-${channel}`)));
  hospital = await openTestHospital([integrationDesk, bench], { codeMap });
  await hospital.as('tool').store.create(indicators);
});
afterAll(() => hospital.close());

test('mã lạ: 60 bản tin chờ; chọn chỉ số của nhà; tất cả được phát lại bằng việc nền, bản tin mới tự hiểu', async () => {
  for (let id = 1; id <= 60; id += 1) await send(id, 'K+2');
  await send(61, 'LIPEMIA');
  const desk = () =>
    call<{ unknown: readonly { group: string; code: string }[]; pair: readonly object[] }>('$mapping-desk', {
      channel: 'au2',
    });
  const [unknown] = (await desk()).unknown;
  expect(unknown).toMatchObject({ channel: 'au2', code: 'K+2', count: 60, at: 'OBX-3' });

  expect(await call('$map-targets', { filter: 'kali' })).toEqual({
    target: [{ code: 'K', display: 'Kali', loinc: '2823-3', unit: 'mmol/L' }],
  });
  const choice = { channel: 'au2', code: 'K+2', target: 'K', isIndicator: true, group: unknown?.group };
  await expect(call('$map-code', { ...choice, target: 'KALI' })).rejects.toMatchObject({
    code: 'integration-desk.unknownTarget',
  });
  await expect(call('$map-code', { ...choice, target: ' ' })).rejects.toMatchObject({
    code: 'integration-desk.badCode',
  });
  const ordered = await call<{ asked: number; task: string }>('$map-code', choice);
  expect(ordered.asked).toBe(60);
  await hospital.settled();
  const task = await hospital.as('tool').store.read('Task', ordered.task);
  expect(task).toMatchObject({ status: 'completed', requester: { reference: 'Practitioner/integrator' } });
  expect((await hospital.all('Basic')).map(({ code }) => code.text)).toEqual(Array.from({ length: 60 }, () => 'K'));
  expect((await call<{ replay: readonly object[] }>('$integration-desk')).replay).toMatchObject([
    { asked: 60, done: 60, applied: 60, state: 'completed' },
  ]);
  expect(await desk()).toMatchObject({
    unknown: [{ code: 'LIPEMIA' }],
    pair: [{ code: 'K+2', target: 'K', display: 'Kali' }],
  });

  await send(62, 'K+2');
  expect((await hospital.engines.messages.search({ controlId: '62' })).items).toMatchObject([{ state: 'applied' }]);
  const left = (await desk()).unknown[0]?.group;
  expect(await call('$map-code', { channel: 'au2', code: 'LIPEMIA', target: '-', group: left })).toMatchObject({
    asked: 1,
  });
  expect(await call('$map-code', { channel: 'au2', code: 'LIPEMIA', target: '-', group: 'khac' })).toEqual({
    asked: 0,
  });
  expect(await hospital.all('ConceptMap')).toMatchObject([
    { group: [{ element: [{}] }, { element: [{ code: 'LIPEMIA' }] }] },
  ]);
  await expect(call('$replay-parked', { group: 'khac' })).rejects.toMatchObject({
    code: 'integration-desk.nothingWaits',
  });
});
