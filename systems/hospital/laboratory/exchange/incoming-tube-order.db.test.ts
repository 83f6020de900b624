import { identifierSystems, partnerSystem } from '@lienmach/core';
import { type InboundChannel, parseHl7 } from '@lienmach/exchange';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BLOOD_COUNT, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
  await world.hospital.as('tool').store.update({
    ...world.encounter,
    identifier: [{ system: partnerSystem('his', 'visit'), value: 'LK0001' }],
  });
});
afterAll(() => world.hospital.close());

const channel: InboundChannel = { id: 'his', partner: 'his', options: { 'authority.LM': 'own' } };
const head = 'MSH|^~\\&|HIS|BV MAU|LIENMACH||20260302080000+0700||OML^O33^OML_O33';
const people = ['PID|1||BN26000001^^^LM^MR||TRẦN^THỬ^THỊ||19900509|F', `PV1|1|O|PK05${'|'.repeat(16)}LK0001`];
const tube = (number: string) => `SPM|1|${number}||WB^Máu^HL70487|||||||||||||20260302075800`;
const order = (number: string, code: string, control = 'NW') => [
  `ORC|${control}|${number}`,
  `OBR|1|${number}||${code}`,
];

let count = 0;
async function send(...segments: string[]) {
  count += 1;
  const text = [`${head}|X33${count}|P|2.5.1`, ...people, ...segments].join('\r');
  const raw = await world.hospital.inbound.receive(Buffer.from(text), channel.partner, channel);
  return parseHl7(Buffer.from(raw).toString());
}
const sizes = async () =>
  Promise.all(
    (['ServiceRequest', 'Specimen', 'DiagnosticReport'] as const).map(
      async (type) => (await world.hospital.all(type)).length,
    ),
  );

test('hai ống, ống đầu hai chỉ định: mỗi ống một mẫu, mỗi chỉ định một phiếu rỗng; trả lời ORL^O34 theo ống', async () => {
  const blood = [
    tube('260302000042'),
    'ORC|NW|CD01',
    'TQ1|1||||||||S',
    `OBR|1|CD01||${BLOOD_COUNT}`,
    ...order('CD02', '22.0121.1369'),
  ];
  const told = await send(...blood, tube('260302000043'), ...order('CD03', GLUCOSE));
  expect(told.type).toBe('ORL^O34');
  expect(told.segments.slice(1).map((one) => [one.name, one.get(2), one.get(3)].filter(Boolean).join(' '))).toEqual([
    'MSA X331',
    'SPM 260302000042',
    'ORC CD01 his-CD01',
    'ORC CD02 his-CD02',
    'SPM 260302000043',
    'ORC CD03 his-CD03',
  ]);
  expect(await sizes()).toEqual([3, 2, 3]);
  const tubes = await world.hospital.all('Specimen');
  const first = tubes.find(({ identifier }) => identifier?.[0]?.value === '260302000042');
  expect(first).toMatchObject({
    identifier: [{ system: identifierSystems.specimenNumber }],
    collection: { collectedDateTime: '2026-03-02T07:58:00+07:00' },
  });
  expect(first?.request).toHaveLength(2);
  const urgent = (await world.hospital.all('ServiceRequest')).filter(({ priority }) => priority === 'stat');
  expect(urgent.map(({ identifier }) => identifier?.[1]?.value)).toEqual(['CD01']);
});

test('gửi lại không thêm gì; thêm chỉ định vào ống đã có thì vẫn một ống; hủy một chỉ định thì chỉ nó bị thu hồi', async () => {
  await send(tube('260302000043'), ...order('CD03', GLUCOSE));
  expect(await sizes()).toEqual([3, 2, 3]);
  await send(tube('260302000043'), ...order('CD04', GLUCOSE));
  expect(await sizes()).toEqual([4, 2, 4]);
  const back = await send(tube('260302000043'), ...order('CD04', GLUCOSE, 'CA'));
  expect(back.segment('ORC')?.get(1)).toBe('CR');
  const orders = await world.hospital.all('ServiceRequest');
  expect(orders.filter(({ status }) => status === 'revoked').map(({ identifier }) => identifier?.[1]?.value)).toEqual([
    'CD04',
  ]);
});

test.each<[string, readonly string[], string]>([
  ['không có ống nào', order('CD10', GLUCOSE), 'laboratory.specimenNumberMissing'],
  ['xét nghiệm đứng trước ống', [...order('CD10', GLUCOSE), tube('T9')], 'laboratory.specimenNumberMissing'],
  ['ống không có số', ['SPM|1|', ...order('CD10', GLUCOSE)], 'laboratory.specimenNumberMissing'],
  ['ống không có chỉ định', [tube('T9'), ...order('CD10', GLUCOSE), tube('T8')], 'laboratory.noOrderGroup'],
  ['không có xét nghiệm nào', [], 'laboratory.noOrderGroup'],
  ['chỉ định không có số', [tube('T9'), 'ORC|NW', `OBR|1|||${GLUCOSE}`], 'laboratory.orderNumberMissing'],
  [
    'hai chỉ định một số',
    [tube('T9'), ...order('CD10', GLUCOSE), ...order('CD10', GLUCOSE)],
    'laboratory.orderNumberTwice',
  ],
  ['mã lạ', [tube('T9'), ...order('CD10', 'LA-LUNG')], 'exchange.unknownCode'],
  [
    'một ống cho hai loại mẫu',
    [tube('T9'), ...order('CD10', GLUCOSE), ...order('CD11', BLOOD_COUNT)],
    'laboratory.tubesDiffer',
  ],
])('%s thì để riêng, không ghi gì', async (_, segments, code) => {
  const before = await sizes();
  const answer = await send(...segments);
  expect([answer.segment('MSA')?.get(1), answer.segment('ERR')?.get(5)]).toEqual(['AE', code]);
  expect(await sizes()).toEqual(before);
});
