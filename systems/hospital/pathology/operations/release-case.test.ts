import type { DiagnosticReport, Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synopticForms } from '../forms/synoptic-forms.ts';
import { BIOPSY, type CaseWorld, FROZEN, openCaseWorld, PAP, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const release = (report: DiagnosticReport, input: object) =>
  world.press<DiagnosticReport>('lab-doctor', '$release-case', report, input);
const observation = (report: DiagnosticReport, part: string): Promise<Observation> =>
  world.hospital.as('doctor').store.read('Observation', `${report.id}-${part}`);

const tasksOf = async ({ id }: DiagnosticReport) =>
  (await world.hospital.all('Task')).filter(({ focus }) => focus?.reference === `DiagnosticReport/${id}`);

describe('trả kết quả', () => {
  test('sơ bộ rồi chính thức: chẩn đoán có mã u, chỉ định xong, mỗi dịch vụ một dòng phí; trả nữa phải là sửa có lý do', async () => {
    const report = await world.read(['adenocarcinoma'], { suspected: true });
    expect(await release(report, { stage: 'provisional' })).toMatchObject({ status: 'preliminary' });
    expect((await observation(report, 'diagnosis')).status).toBe('preliminary');
    await expect(release(report, { stage: 'final' })).rejects.toMatchObject(refusal('secondReaderMissing'));
    await world.press('lab-head', '$second-read', report, { agrees: true });
    const told = await release(report, { stage: 'final' });
    expect(told).toMatchObject({
      status: 'final',
      conclusion: 'Dạ dày hang vị',
      conclusionCode: [{ coding: [{ code: '8140/3' }, { code: 'adenocarcinoma' }] }],
    });
    expect(told.resultsInterpreter).toHaveLength(2);
    expect(await world.hospital.all('ChargeItem')).toHaveLength(1);
    expect(await world.hospital.all('Task')).toEqual([]);
    await expect(release(report, { stage: 'provisional' })).rejects.toMatchObject(refusal('finalBefore'));
    await expect(release(report, { stage: 'final', reason: 'Đọc lại cùng hội chẩn' })).rejects.toMatchObject(
      refusal('nothingAmended'),
    );
    const changed = { microscopy: 'Tuyến xâm nhập mô đệm', diagnosis: 'Dạ dày, thân vị', code: ['adenocarcinoma'] };
    await world.press('lab-doctor', '$save-reading', report, changed);
    await world.press('lab-head', '$second-read', report, { agrees: true });
    await expect(release(report, { stage: 'final' })).rejects.toMatchObject(refusal('reasonMissing'));
    const amended = await release(report, { stage: 'final', reason: 'Ghi nhầm vị trí sinh thiết' });
    expect(amended).toMatchObject({ status: 'amended', conclusion: 'Dạ dày, thân vị' });
    expect(await observation(report, 'diagnosis')).toMatchObject({
      status: 'amended',
      note: [{ text: 'Kết quả đã trả trước đó: Dạ dày hang vị' }],
    });
    expect((await observation(report, 'gross')).status).toBe('final');
    expect(await world.hospital.all('ChargeItem')).toHaveLength(1);
    const [why] = await world.hospital.all('Provenance');
    expect(why?.reason).toEqual([{ text: 'Ghi nhầm vị trí sinh thiết' }]);
    const tasks = await tasksOf(report);
    expect(tasks.map(({ code }) => code?.coding?.[0]?.code).toSorted()).toEqual([
      'lab-result-amended',
      'pathology-call',
    ]);
    expect(tasks.find(({ priority }) => priority === 'urgent')).toMatchObject({
      status: 'requested',
      owner: expect.anything(),
      description: expect.stringContaining('Dạ dày hang vị → Dạ dày, thân vị. Lý do: Ghi nhầm vị trí sinh thiết'),
    });
  });

  test('bổ sung đứng cạnh kết quả, không đổi gì trong đó', async () => {
    const report = await world.read(['chronic-gastritis']);
    await expect(release(report, { stage: 'addendum', text: 'x' })).rejects.toMatchObject(refusal('notFinalYet'));
    await release(report, { stage: 'final' });
    await expect(release(report, { stage: 'addendum' })).rejects.toMatchObject(refusal('textMissing'));
    const told = await release(report, { stage: 'addendum', text: 'Giemsa: không thấy Helicobacter pylori' });
    expect(told).toMatchObject({ status: 'appended', conclusion: 'Dạ dày hang vị' });
    expect(await observation(report, 'addendum-1')).toMatchObject({ status: 'final' });
    expect((await observation(report, 'diagnosis')).meta?.versionId).toBe('1');
  });

  test('ác tính ngoài dự kiến: gọi báo một lần cho mỗi chẩn đoán; một người đọc thì phải ghi lý do', async () => {
    const report = await world.read(['squamous']);
    await release(report, { stage: 'provisional' });
    await release(report, { stage: 'final', alone: 'Khoa chỉ có một bác sĩ đọc' });
    const calls = await tasksOf(report);
    expect(calls).toEqual([expect.objectContaining({ status: 'requested', owner: expect.anything() })]);
  });

  test('sinh thiết tức thì: trả lời ngay có người nghe, kết quả chính thức sau', async () => {
    const report = await world.accept(FROZEN);
    await expect(release(report, { stage: 'frozen', told: 'BS mổ' })).rejects.toMatchObject(refusal('notFrozen'));
    await world.press('lab-doctor', '$save-reading', report, { code: [], frozen: 'Lành tính' });
    await expect(release(report, { stage: 'frozen' })).rejects.toMatchObject(refusal('toldMissing'));
    const told = await release(report, { stage: 'frozen', told: 'BS mổ' });
    expect(told).toMatchObject({ status: 'preliminary', conclusion: 'Lành tính' });
    await expect(release(report, { stage: 'later' })).rejects.toMatchObject(refusal('unknownStage'));
    await expect(release(report, { stage: 'provisional' })).rejects.toMatchObject(refusal('nothingToTell'));
  });

  test('phiến đồ Bethesda: phân loại có mã, lam nhuộm thêm chưa xong thì chưa trả chính thức; nhuộm đặc biệt tính phí riêng', async () => {
    const report = await world.accept(PAP);
    const first = { block: 'A', number: 1, stain: 'PAP', ready: true };
    const more = { block: 'A', number: 2, stain: 'IHC', marker: 'p16' };
    const save = (slide: object[]) => world.press('lab-technician', '$save-case', report, { block: [], slide });
    await save([first, more]);
    await world.press('lab-doctor', '$save-reading', report, { code: [], adequacy: 'adequate', category: 'HSIL' });
    await expect(release(report, { stage: 'final' })).rejects.toMatchObject(refusal('slidesNotReady'));
    await save([first, { ...more, ready: true }]);
    const before = (await world.hospital.all('ChargeItem')).length;
    const told = await release(report, { stage: 'final' });
    expect(told).toMatchObject({
      category: [{ coding: [{ code: 'CP' }] }],
      conclusion: expect.stringContaining('HSIL'),
    });
    expect(await observation(report, 'category')).toMatchObject({
      valueCodeableConcept: { coding: [{ code: 'cervical.HSIL' }] },
      method: { text: 'Bethesda cổ tử cung 2014' },
    });
    expect(await world.hospital.all('ChargeItem')).toHaveLength(before + 2);
  });

  test('biểu mẫu tổng hợp: thiếu câu bắt buộc thì chưa trả chính thức, đủ thì thành các mục của kết quả', async () => {
    const report = await world.read(['adenocarcinoma'], { suspected: true });
    const answer = (linkId: string, valueString: string) => ({ linkId, answer: [{ valueString }] });
    const fill = (item: object[]) =>
      world.press('lab-doctor', '$save-reading', report, {
        diagnosis: 'Đại tràng',
        code: ['adenocarcinoma'],
        synoptic: {
          resourceType: 'QuestionnaireResponse',
          status: 'in-progress',
          questionnaire: synopticForms[0]?.url,
          item,
        },
      });
    await fill([answer('pt', 'pT3')]);
    await world.press('lab-head', '$second-read', report, { agrees: true });
    await expect(release(report, { stage: 'final' })).rejects.toThrow('required question without answer');
    await fill([
      answer('grade', 'Độ thấp (biệt hóa rõ, vừa)'),
      answer('pt', 'pT3'),
      answer('margin', 'Không còn u ở diện cắt'),
      answer('pn', 'pN0'),
    ]);
    await release(report, { stage: 'final' });
    const { component = [] } = await observation(report, 'synoptic');
    expect(component.map(({ valueString }) => valueString)).toContain('pT3');
  });

  test('ác tính chỉ viết bằng chữ: chưa có mã thì không trả chính thức, có mã thì đòi người đọc thứ hai và gọi báo', async () => {
    const report = await world.read([]);
    const read = (code: string[]) =>
      world.press('lab-doctor', '$save-reading', report, {
        diagnosis: 'Sarcom cơ vân',
        microscopy: 'Tế bào thoi',
        code,
      });
    await read([]);
    await release(report, { stage: 'provisional' });
    await expect(release(report, { stage: 'final' })).rejects.toMatchObject(refusal('codeMissing'));
    await read(['malignant-other']);
    await expect(release(report, { stage: 'final' })).rejects.toMatchObject(refusal('secondReaderMissing'));
    await release(report, { stage: 'final', alone: 'Khoa chỉ có một bác sĩ đọc' });
    expect(await tasksOf(report)).toHaveLength(1);
  });

  test('chưa đọc gì thì chưa trả', async () => {
    const report = await world.accept(BIOPSY);
    await expect(release(report, { stage: 'final' })).rejects.toMatchObject(refusal('nothingToTell'));
  });
});
