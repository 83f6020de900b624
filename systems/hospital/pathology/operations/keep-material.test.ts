import type { DiagnosticReport, Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const keep = (id: string, step: string, text = 'Tủ 3, ngăn 12') =>
  world.hospital.as('lab-technician').call<Specimen>('Specimen/$keep-material', `Specimen/${id}`, { step, text });
const idsOf = ({ specimen, basedOn }: DiagnosticReport) => ({
  container: specimen?.[0]?.reference?.split('/')[1] ?? '',
  slide: `path-${basedOn?.[0]?.reference?.split('/')[1]}-A1-1`,
});

test('lưu, cho mượn, nhận lại; hủy chỉ sau thời gian giữ tính từ kết quả chính thức: mô 14 ngày, lam 10 năm', async () => {
  const report = await world.read(['chronic-gastritis']);
  const { container, slide } = idsOf(report);
  await keep(slide, 'stored');
  await keep(slide, 'lent', 'Bệnh viện tuyến trên');
  const back = await keep(slide, 'returned');
  expect(back.processing?.map(({ procedure }) => procedure?.coding?.[0]?.code)).toEqual([
    'HE',
    'stored',
    'lent',
    'returned',
  ]);
  await expect(keep(container, 'discarded')).rejects.toMatchObject(refusal('notFinalYet'));
  await world.press('lab-doctor', '$release-case', report, { stage: 'final' });
  await expect(keep(container, 'discarded')).rejects.toMatchObject(refusal('tooEarlyToDiscard'));
  world.hospital.tick(14 * 24 * 60);
  expect((await keep(container, 'discarded', 'Hết hạn giữ')).status).toBe('unavailable');
  await expect(keep(container, 'stored')).rejects.toMatchObject(refusal('materialGone'));
  await expect(keep(slide, 'discarded')).rejects.toMatchObject(refusal('tooEarlyToDiscard'));
  await expect(keep(slide, 'thrown')).rejects.toMatchObject(refusal('unknownStep'));
  await expect(keep(slide, 'stored', ' ')).rejects.toMatchObject(refusal('placeMissing'));
  const tube = await world.hospital.as('tool').store.create<Specimen>({ resourceType: 'Specimen' });
  await expect(keep(tube.id ?? '', 'stored')).rejects.toMatchObject(refusal('notMaterial'));
});
