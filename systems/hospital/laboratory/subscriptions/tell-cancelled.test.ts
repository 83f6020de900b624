import { extensions, identifierSystems, identifierValue } from '@lienmach/core';
import { parseAstm, parseHl7 } from '@lienmach/exchange';
import type { Endpoint, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderTests } from '../operations/order-tests.ts';
import { rejectSpecimen } from '../operations/reject-specimen.ts';
import { BLOOD_COUNT, ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

const to = { transport: 'mllp', host: '127.0.0.1', port: 1 } as const;
const machines = { o21: 'OML^O21', orm: 'ORM^O01', o33: 'OML^O33', astm: 'ASTM^O' } as const;

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit({
    partners: Object.entries(machines).map(([id, orderMessage]) => ({ id, orderMessage, ...to })),
  });
});
afterAll(() => world.hospital.close());

/** what each machine heard while something was done: control and order of HL7, action and tube of ASTM */
async function heardBy(work: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const { hospital } = world;
  await hospital.settled();
  const before = hospital.sent.length;
  await work();
  await hospital.settled();
  const heard: Record<string, string[]> = {};
  for (const { channel, content } of hospital.sent.slice(before)) {
    const order = channel.startsWith('astm') ? parseAstm(content).records.find(({ name }) => name === 'O') : undefined;
    const common = channel.startsWith('astm') ? undefined : parseHl7(content);
    const tube = common?.segment('SPM')?.get(2) ?? common?.segment('OBR')?.get(18);
    heard[channel] = [
      ...(heard[channel] ?? []),
      `${order?.get(12) ?? common?.segment('ORC')?.get(1)} ${order?.get(3) ?? tube}`,
    ];
  }
  return heard;
}
const everybody = (...lines: readonly string[]) =>
  Object.fromEntries(Object.keys(machines).map((id) => [id, [...new Set(lines)]]));

async function ordered(test: string) {
  const { order, specimen } = await world.hospital.as('doctor').call(orderTests, world.visit, { test: [test] });
  await world.hospital.settled();
  const [one] = order;
  if (one === undefined || specimen[0] === undefined) throw new Error('nothing ordered');
  return { order: one, tube: specimen[0], number: identifierValue(specimen[0], identifierSystems.specimenNumber) };
}
const write = async (order: ServiceRequest, status: ServiceRequest['status']) => {
  const { store } = world.hospital.as('tool');
  return store.update({ ...(await store.read('ServiceRequest', `${order.id}`)), status });
};

test('chỉ định bị hủy: máy nào đã nghe thì nghe hủy, HL7 bằng CA, ASTM bằng C; viết lại không báo lại như mới', async () => {
  const { order, number } = await ordered(GLUCOSE);
  const told = await heardBy(() => write(order, 'revoked'));
  expect(told).toEqual({ ...everybody(`CA ${number}`), astm: [`C ${number}`] });
  const { sent } = world.hospital;
  const numbers = () => sent.filter(({ channel }) => channel === 'o21').map(({ controlId }) => controlId);
  await heardBy(() => write(order, 'entered-in-error'));
  // the queue lets one number leave once
  expect(new Set(numbers()).size).toBe(2);
});

test('chỉ định chưa từng báo cho máy thì hủy cũng không báo', async () => {
  const { order } = await ordered(ELECTROLYTES);
  const { id: _id, meta: _meta, identifier: _identifier, ...rest } = order;
  const identifier = [{ system: identifierSystems.orderNumber, value: '260302X999999' }];
  const told = await heardBy(() =>
    world.hospital.as('tool').store.create<ServiceRequest>({ ...rest, identifier, status: 'revoked' }),
  );
  expect(told).toEqual({});
});

test('ống bị từ chối: hủy ống cũ trước, rồi báo lại chỉ định với ống mới', async () => {
  const { tube, number } = await ordered(BLOOD_COUNT);
  let again = '';
  const told = await heardBy(async () => {
    const { specimen } = await world.hospital
      .as('lab-technician')
      .call(rejectSpecimen, `Specimen/${tube.id}`, { reason: 'haemolysed' });
    again = identifierValue(specimen, identifierSystems.specimenNumber) ?? '';
  });
  expect(told).toEqual({
    ...everybody(`CA ${number}`, `NW ${again}`),
    astm: [`C ${number}`, `N ${again}`],
  });
});

describe('máy tự hỏi việc', () => {
  const channel = (id: string, options: Record<string, string>) =>
    world.hospital.as('tool').store.update<Endpoint>({
      resourceType: 'Endpoint',
      id,
      status: 'active',
      connectionType: { code: 'x' },
      payloadType: [{ text: 'x' }],
      address: 'x',
      extension: [{ url: extensions.channelDefinition, valueString: JSON.stringify({ direction: 'out', options }) }],
    });
  /** asks by the channel that results come by */
  const ask = (by: string, raw: string) =>
    world.hospital.inbound.receive(Buffer.from(raw), by, {
      id: by,
      partner: by,
      codec: by.startsWith('astm') ? 'astm' : 'hl7v2',
    });
  const queries = {
    'astm-vao': (tube = '') => `H|\\^&|||AU\rQ|1|^${tube}||^^^ALL||||||||O\rL|1\r`,
    'hl7-vao': (tube = '') =>
      `MSH|^~\\&|MAY||||20260302||QBP^Q11^QBP_Q11|Q${tube}|P|2.5.1\rQPD|WOS^Work Order Step^IHE_LABTF|T|${tube}\r`,
  };
  const only = (told: Record<string, string[]>) =>
    Object.fromEntries(Object.entries(told).filter(([id]) => id.endsWith('-ra')));
  beforeAll(async () => {
    await channel('astm-ra', { orders: 'ASTM^O', 'orders-by': 'query', 'codes-of': 'astm-vao' });
    await channel('o33-ra', { orders: 'OML^O33', 'orders-by': 'query', 'codes-of': 'hl7-vao' });
    await channel('orm-ra', { orders: 'ORM^O01', 'orders-by': 'query', 'codes-of': 'hl7-vao' });
  });

  test('không được báo chỉ định; hỏi rồi thì được báo hủy, chưa hỏi thì không', async () => {
    const { sent } = world.hospital;
    const before = sent.length;
    const { order, number } = await ordered(GLUCOSE);
    expect(sent.slice(before).filter(({ channel: to }) => to.endsWith('-ra'))).toEqual([]);
    await ask('astm-vao', queries['astm-vao'](number));
    expect(only(await heardBy(() => write(order, 'revoked')))).toEqual({ 'astm-ra': [`C ${number}`] });
    await ask('hl7-vao', queries['hl7-vao'](number)); // nothing is left to measure
    expect(only(await heardBy(() => write(order, 'entered-in-error')))).toEqual({ 'astm-ra': [`C ${number}`] });
  });

  test('ống đã hỏi mà bị từ chối: hủy ống cũ; ống mới chưa hỏi thì không báo gì', async () => {
    const { order, tube, number } = await ordered(GLUCOSE);
    await ask('hl7-vao', queries['hl7-vao'](number));
    const told = await heardBy(() =>
      world.hospital.as('lab-technician').call(rejectSpecimen, `Specimen/${tube.id}`, { reason: 'haemolysed' }),
    );
    expect(only(told)).toEqual({ 'o33-ra': [`CA ${number}`], 'orm-ra': [`CA ${number}`] });
    expect(only(await heardBy(() => write(order, 'revoked')))).toEqual({});
  });
});
