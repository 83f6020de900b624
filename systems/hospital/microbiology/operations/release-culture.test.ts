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
const told = async (report: DiagnosticReport): Promise<Record<string, Observation>> => {
  const all = await world.hospital.all('Observation');
  const mine = all.filter(({ id }) => id?.startsWith(`${report.id}-`));
  return Object.fromEntries(mine.map((one) => [one.id?.slice((report.id?.length ?? 0) + 1) ?? '', one]));
};
const alerts = async (report: DiagnosticReport): Promise<Task[]> =>
  (await world.hospital.all('Task')).filter(
    ({ focus, code }) =>
      focus?.reference === `DiagnosticReport/${report.id}` && code?.coding?.[0]?.code === 'infection-alert',
  );

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
});
