import { codeSystems, extensions, identifierSystems, LABORATORY_REFERRAL, logicalOrganization } from '@lienmach/core';
import { parseHl7 } from '@lienmach/exchange';
import type { Endpoint, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderTests } from '../operations/order-tests.ts';
import { ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
  for (const [id, laboratory] of [
    ['vien', '79001'],
    ['trung-tam', '01001'],
  ] as const)
    await world.hospital.as('tool').store.update(channel(id, laboratory));
});
afterAll(() => world.hospital.close());

const channel = (id: string, laboratory: string): Endpoint => ({
  resourceType: 'Endpoint',
  id,
  status: 'active',
  name: id,
  connectionType: { system: codeSystems.channelTransport, code: 'mllp' },
  payloadType: [{ text: 'hl7v2' }],
  address: 'mllp://127.0.0.1:1',
  extension: [
    {
      url: extensions.channelDefinition,
      valueString: JSON.stringify({ direction: 'out', options: { referrals: 'OML^O21', laboratory, receiver: id } }),
    },
  ],
});

async function referral(test: string): Promise<Task> {
  const { order, specimen } = await world.hospital.as('doctor').call(orderTests, world.visit, { test: [test] });
  await world.hospital.settled();
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: codeSystems.taskKind, code: LABORATORY_REFERRAL }] },
    focus: { reference: `ServiceRequest/${order[0]?.id}` },
    for: { reference: `Patient/${world.patient.id}` },
    owner: { ...logicalOrganization(identifierSystems.facility, '79001'), display: 'Viện' },
    input: [{ type: { text: 'Mẫu' }, valueReference: { reference: `Specimen/${specimen[0]?.id}` } }],
  };
}
const store = () => world.hospital.as('tool').store;
const write = async (task: Task): Promise<Task> => {
  const written = task.id === undefined ? await store().create(task) : await store().update(task);
  await world.hospital.settled();
  return written;
};
const heard = () =>
  world.hospital.sent
    .filter((one) => one.channel !== 'lab-analyzer')
    .map(({ channel: to, controlId, content }) => {
      const message = parseHl7(content);
      return [to, controlId, message.segment('ORC')?.get(1), message.segment('MSH')?.get(9)].join(' ');
    });

test('gửi đi thì nơi nhận nghe chỉ định, nơi khác không nghe; rút lại thì nghe hủy; chưa gửi mà rút thì không ai nghe', async () => {
  const waiting = await write(await referral(GLUCOSE));
  expect(heard()).toEqual([]);
  const groupIdentifier = { system: identifierSystems.consignment, value: 'G260302-AAAA' };
  const sent = await write({ ...waiting, status: 'in-progress', groupIdentifier });
  const order = await store().read('ServiceRequest', waiting.focus?.reference?.split('/')[1] ?? '');
  const told = `R${order.identifier?.[0]?.value}-G260302-AAAA`;
  expect(heard()).toEqual([`vien ${told} NW OML`]);
  const again = await write({ ...sent, description: 'ghi lại' });
  await write({ ...again, status: 'cancelled' });
  // the queue lets one number leave once
  expect([...new Set(heard())]).toEqual([`vien ${told} NW OML`, `vien C${told} CA OML`]);
  const never = await write(await referral(ELECTROLYTES));
  await write({ ...never, status: 'cancelled' });
  expect(new Set(heard()).size).toBe(2);
});
