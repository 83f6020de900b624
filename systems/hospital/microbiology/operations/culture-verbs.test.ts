import { codeSystems, identifierSystems } from '@lienmach/core';
import type { DiagnosticReport, Observation, Task } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld, typed } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

const DAY = 24 * 60;
const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `microbiology.${code}` });
const press = (verb: string, at: string | undefined, input: object, role = 'lab-technician') =>
  world.hospital.as(role).call<Record<string, unknown>>(verb, at, { ...input });
const receive = (id: string | undefined, input: object = {}) =>
  press('ServiceRequest/$receive-culture', `ServiceRequest/${id}`, input);
const told = async (report: DiagnosticReport): Promise<Record<string, Observation>> => {
  const all = await world.hospital.all('Observation');
  const mine = all.filter(({ id }) => id?.startsWith(`${report.id}-`));
  return Object.fromEntries(mine.map((one) => [one.id?.slice((report.id?.length ?? 0) + 1) ?? '', one]));
};
const alerts = async (report: DiagnosticReport): Promise<Task[]> =>
  (await world.hospital.all('Task')).filter(({ focus }) => focus?.reference === `DiagnosticReport/${report.id}`);

describe('nhận mẫu', () => {
  test('chỉ nhận mẫu nuôi cấy còn hiệu lực, có mẫu, có giờ lấy, một lần; loại bệnh phẩm theo ống hoặc theo người nhận', async () => {
    const other = await world.order('X1', {
      code: { coding: [{ system: codeSystems.services7603, code: '22.0120.1370' }] },
    });
    await refused(receive(other.id), 'notACulture');
    const over = await world.order('X2', { status: 'revoked' });
    await refused(receive(over.id), 'orderNotActive');
    const { specimen: _none, ...bare } = await world.order('X3');
    await world.hospital.as('tool').store.update(bare);
    await refused(receive(bare.id), 'noSpecimen');
    const undrawn = await world.order('X4', {}, { collection: { quantity: { value: 5 } } });
    await refused(receive(undrawn.id), 'notCollected');

    const order = await world.order('X5');
    await refused(receive(order.id, { kind: 'saliva' }), 'unknownKind');
    const report = await receive(order.id);
    expect(report).toMatchObject({ status: 'registered', category: [{ coding: [{ code: 'MB' }] }] });
    await refused(receive(order.id), 'receivedBefore');
    const sheet = await press('DiagnosticReport/$culture-sheet', `DiagnosticReport/${report.id}`, {});
    expect(sheet).toMatchObject({
      state: 'incubating',
      kind: 'blood',
      day: 0,
      orderNumber: 'X5',
      name: 'Trần Thị Thử',
    });
    expect(sheet.standard).toContain('CLSI M100');

    const plain = await world.hospital
      .as('tool')
      .store.create<DiagnosticReport>({ resourceType: 'DiagnosticReport', status: 'registered', code: { text: 'x' } });
    await refused(press('DiagnosticReport/$culture-sheet', `DiagnosticReport/${plain.id}`, {}), 'sheetMissing');
  });
});

describe('một bình cấy máu mọc Klebsiella kháng carbapenem', () => {
  test('đọc theo ngày, sơ bộ, định danh, kháng sinh đồ, báo chống nhiễm khuẩn, trả cuối, sửa có lý do', async () => {
    const report = await world.receive('X6', 'blood');
    const smear = [{ finding: 'gnb', amount: '3+' }];
    await refused(world.release(report, { stage: 'preliminary' }), 'nothingToTell');
    await refused(world.save(report, { reading: [{ day: 1, state: 'growth' }] }), 'dayNotYet');
    world.hospital.tick(DAY);
    const first = await world.save(report, { smear, reading: [{ day: 1, state: 'growth' }] });
    await refused(world.save(report, { version: '1' }), 'sheetChanged');
    await refused(world.release(report, { stage: 'sent' }), 'unknownStage');
    await refused(world.release(report, { stage: 'final' }), 'growthUnnamed');
    const early = await world.release(report, { stage: 'preliminary', version: first.version });
    expect(early).toMatchObject({ status: 'preliminary', result: [{}, {}] });
    expect((await told(report)).s).toMatchObject({
      status: 'preliminary',
      valueString: 'Trực khuẩn Gram âm: nhiều (3+)',
    });

    world.hospital.tick(DAY);
    const isolate = {
      number: 1,
      organism: 'KPN',
      amount: '',
      method: 'mic',
      result: typed('AMP >16, CRO >32, MEM 8, GEN 1, AMK 2, COL 0.5'),
    };
    const reading = [
      { day: 1, state: 'growth' },
      { day: 2, state: 'growth' },
    ];
    const saved = await world.save(report, { smear, reading, isolate: [isolate] });
    expect(saved.alert).toEqual(['Klebsiella pneumoniae: Vi khuẩn đường ruột kháng carbapenem (CRE)']);
    await world.save(report, { smear, reading, isolate: [isolate] });
    expect(await alerts(report)).toMatchObject([
      { status: 'requested', performerType: [{ text: 'Kiểm soát nhiễm khuẩn' }] },
    ]);
    // mistaken identity: the alert is called off, and comes back with the organism
    await world.save(report, { smear, reading, isolate: [{ ...isolate, organism: 'PAE', result: [] }] });
    expect(await alerts(report)).toMatchObject([{ status: 'cancelled' }]);
    await world.save(report, { smear, reading, isolate: [isolate], comment: 'Đề nghị hội chẩn kháng sinh.' });
    expect(await alerts(report)).toMatchObject([{ status: 'requested' }]);
    expect(Object.keys(await told(report)).toSorted()).toEqual(['c', 's']);

    const final = await world.release(report, { stage: 'final' });
    expect(final).toMatchObject({ status: 'final', conclusion: 'Đề nghị hội chẩn kháng sinh.' });
    const results = await told(report);
    // amikacin stays on the bench: gentamicin works. Colistin is told: the carbapenem failed
    expect(Object.keys(results).toSorted()).toEqual(['c', 'i1', 'i1-AMP', 'i1-COL', 'i1-CRO', 'i1-GEN', 'i1-MEM', 's']);
    expect(results.i1).toMatchObject({
      status: 'final',
      valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '56415008' }, { code: 'KPN' }] },
      interpretation: [{ coding: [{ code: 'ESBL' }] }, { coding: [{ code: 'CRE' }] }],
    });
    expect(results.i1?.hasMember).toHaveLength(5);
    expect(results['i1-MEM']).toMatchObject({
      valueQuantity: { value: 8, code: 'ug/mL' },
      interpretation: [{ coding: [{ code: 'R' }] }],
    });
    expect(results['i1-MEM']?.method?.text).toContain('CLSI M100');
    expect((await world.hospital.as('tool').store.follow('ServiceRequest', report.basedOn?.[0])).status).toBe(
      'completed',
    );

    await refused(world.release(report, { stage: 'preliminary' }), 'finalBefore');
    await refused(world.release(report, { stage: 'final', reason: 'sai' }), 'reasonMissing');
    const result = typed('AMP >16, CRO >32, MEM 8, AMK 2, COL 4');
    await world.save(report, { smear, reading, isolate: [{ ...isolate, result }] });
    expect((await told(report))['i1-COL']?.status).toBe('final');
    const reason = 'Đo lại colistin bằng vi pha loãng; gentamicin nhập nhầm chủng';
    expect(await world.release(report, { stage: 'final', reason })).toMatchObject({ status: 'amended' });
    const amended = await told(report);
    expect(amended['i1-COL']).toMatchObject({ status: 'amended', interpretation: [{ coding: [{ code: 'R' }] }] });
    expect(amended['i1-GEN']?.status).toBe('entered-in-error');
    expect(amended['i1-MEM']?.status).toBe('final');
    expect(await world.hospital.all('Provenance')).toMatchObject([{ reason: [{ text: reason }] }]);
  });
});

test('cấy nước tiểu không mọc: chưa đủ ngày chỉ trả sơ bộ; tổ hợp không thể có phải xem lại', async () => {
  const report = await world.receive('X7', 'urine');
  await refused(world.release({ ...report }, { stage: 'final' }), 'nothingToTell');
  await world.save(report, { smear: [{ finding: 'wbc', amount: '1+' }] });
  await refused(world.release(report, { stage: 'final' }), 'notReadYet');
  world.hospital.tick(DAY);
  await world.save(report, { reading: [{ day: 1, state: 'no-growth' }] });
  await refused(world.release(report, { stage: 'final' }), 'tooEarly');
  expect(await world.release(report, { stage: 'preliminary' })).toMatchObject({ status: 'preliminary' });
  world.hospital.tick(DAY);
  const isolate = [
    { number: 1, organism: 'KPN', amount: '10^5 CFU/mL', method: 'mic', result: typed('AMP 4, NIT 16') },
  ];
  await world.save(report, { reading: [{ day: 2, state: 'growth' }], isolate });
  await refused(world.release(report, { stage: 'final' }), 'contradictions');
  await world.release(report, { stage: 'final', accept: true });
  expect((await told(report))['i1-AMP']).toMatchObject({ interpretation: [{ coding: [{ code: 'R' }] }] });
  const done = await press('DiagnosticReport/$culture-bench', undefined, { released: true });
  expect((done.entry as { orderNumber: string }[]).map(({ orderNumber }) => orderNumber)).toContain('X7');
});

test('những gì không viết được vào phiếu đều nói rõ chỗ, không lưu nửa chừng', async () => {
  const report = await world.receive('X8', 'wound');
  world.hospital.tick(DAY);
  const growth = { reading: [{ day: 1, state: 'growth' }] };
  const isolate = (organism: string, text: string) => ({ number: 1, organism, method: 'mic', result: typed(text) });
  await refused(world.save(report, { reading: [{ day: 1, state: 'maybe' }] }), 'unknownReading');
  await refused(world.save(report, { reading: [...growth.reading, ...growth.reading] }), 'dayTwice');
  await refused(world.save(report, { smear: [{ finding: 'gnb', amount: '9+' }] }), 'unknownSmear');
  await refused(world.save(report, { isolate: [isolate('ECO', 'CRO 1')] }), 'isolateWithoutGrowth');
  await refused(world.save(report, { ...growth, isolate: [isolate('XXX', 'CRO 1')] }), 'unknownOrganism');
  await refused(world.save(report, { ...growth, isolate: [isolate('ECO', 'ZZZ 1')] }), 'unknownAgent');
  await refused(world.save(report, { ...growth, isolate: [isolate('ECO', 'CRO 1, CRO 2')] }), 'agentTwice');
  await refused(world.save(report, { ...growth, isolate: [isolate('ECO', 'CRO nhạy')] }), 'unreadable');
  await refused(
    world.save(report, { ...growth, isolate: [isolate('ECO', 'CRO 1'), isolate('PAE', 'CAZ 1')] }),
    'isolateTwice',
  );
  const bench = await press('DiagnosticReport/$culture-bench', undefined, {});
  const mine = (bench.entry as { orderNumber: string; state: string; day: number }[]).filter(({ orderNumber }) =>
    ['X5', 'X6', 'X7', 'X8', 'X4'].includes(orderNumber),
  );
  expect(mine.map(({ orderNumber, state }) => `${orderNumber} ${state}`).toSorted()).toEqual([
    'X4 to-receive',
    'X5 incubating',
    'X8 incubating',
  ]);
});

test('bộ ngưỡng của bệnh viện: dòng sai bị từ chối theo số dòng; có hiệu lực từ ngày đầu của nó', async () => {
  const standard = { name: 'EUCAST', version: '16.0', from: '2026-03-02' };
  const load = (input: object, role = 'lab-doctor') =>
    press('Basic/$save-breakpoints', undefined, { ...standard, ...input }, role);
  await refused(load({ lines: '# chưa có gì\n' }), 'noLines');
  await refused(load({ lines: 'ECO;CRO;;1;2;25;22;I\nECO;CRO;;hai' }), 'badStandard');
  await refused(load({ lines: 'ECO;CRO;;1;2;25;22;I\n'.repeat(10_001) }), 'tooManyLines');
  await load({ lines: '# trích\nECO;CRO;;1;4;25;21;I' });
  const again = await load({ lines: 'ECO;CRO;;1;4;25;21;I\nECO;MEM;;2;16;22;15;I' });
  expect(again).toMatchObject({ identifier: [{ system: identifierSystems.breakpointStandard, value: 'EUCAST^16.0' }] });
  const report = await world.receive('X9', 'blood');
  const sheet = await press('DiagnosticReport/$culture-sheet', `DiagnosticReport/${report.id}`, {});
  expect(sheet).toMatchObject({
    standard: 'EUCAST 16.0',
    breakpoint: ['ECO;CRO;;1;4;25;21;I', 'ECO;MEM;;2;16;22;15;I'],
  });
});
