import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outpatient } from '../index.ts';

const sheet: Questionnaire = {
  resourceType: 'Questionnaire',
  id: 'nga',
  url: 'https://thu.vn/Questionnaire/nga',
  status: 'active',
  item: [
    { linkId: 'nga', text: 'Đã từng ngã', type: 'boolean', required: true },
    {
      linkId: 'lan',
      text: 'Mấy lần',
      type: 'integer',
      enableWhen: [{ question: 'nga', operator: '=', answerBoolean: true }],
    },
  ],
};

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([outpatient]);
  const desk = hospital.as('registrar').store;
  await desk.update({ resourceType: 'Patient', id: 'an', gender: 'female', birthDate: '1990-09-05' });
  for (const id of ['e1', 'e2']) {
    await desk.update<Encounter>({
      resourceType: 'Encounter',
      id,
      status: 'arrived',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/an' },
      period: { start: '2026-03-02T07:00:00+07:00' },
    });
  }
  await hospital.as('administrator').store.update(sheet);
});
afterEach(() => hospital.close());

const record = (response: Partial<QuestionnaireResponse>, at = 'Encounter/e1') =>
  hospital.as('nurse').call<QuestionnaireResponse>('Encounter/$record-form', at, {
    response: { resourceType: 'QuestionnaireResponse', status: 'in-progress', questionnaire: sheet.url, ...response },
  });
const refusal = (code: string) => expect.objectContaining({ code });
const answered = [{ linkId: 'nga', answer: [{ valueBoolean: true }] }];

test('điền dở, mở lại, hoàn thành: một phiếu của lượt khám, người ghi đứng tên', async () => {
  const first = await record({ item: answered });
  expect(first).toMatchObject({
    status: 'in-progress',
    subject: { reference: 'Patient/an' },
    encounter: { reference: 'Encounter/e1' },
    author: { reference: 'Practitioner/nurse' },
  });
  const item = [...answered, { linkId: 'lan', answer: [{ valueInteger: 2 }] }];
  const done = await record({ ...first, status: 'completed', item });
  expect(done).toMatchObject({ id: first.id, status: 'completed', item });
  await expect(record({ ...done, status: 'in-progress' })).rejects.toEqual(refusal('outpatient.formCompleted'));
  expect(await hospital.all('QuestionnaireResponse')).toHaveLength(1);
});

test.each<[string, Partial<QuestionnaireResponse>, string]>([
  ['phiếu trống', {}, 'outpatient.formEmpty'],
  ['hoàn thành mà thiếu câu bắt buộc', { status: 'completed' }, 'forms.required'],
  ['biểu mẫu không có', { questionnaire: 'https://thu.vn/khong-co', item: answered }, 'outpatient.formUnknown'],
  ['không nói biểu mẫu nào', { questionnaire: '', item: answered }, 'outpatient.formUnknown'],
  ['câu đang ẩn', { item: [{ linkId: 'lan', answer: [{ valueInteger: 2 }] }] }, 'forms.hiddenAnswered'],
])('%s: dừng', async (_, response, code) => {
  await expect(record(response)).rejects.toEqual(refusal(code));
  expect(await hospital.all('QuestionnaireResponse')).toHaveLength(0);
});

test('biểu mẫu đã ngừng, biểu mẫu không đọc được: dừng', async () => {
  const desk = hospital.as('administrator').store;
  await desk.update({ ...sheet, status: 'retired' });
  await expect(record({ item: answered })).rejects.toEqual(refusal('outpatient.formUnknown'));
  await desk.update({ ...sheet, item: [{ linkId: 'nga', type: 'choice' }] });
  await expect(record({ item: answered })).rejects.toEqual(refusal('forms.optionsMissing'));
});

test('phiếu của lượt khám khác, phiếu khám bệnh, bản cũ: không ghi đè', async () => {
  const first = await record({ item: answered });
  await expect(record({ ...first }, 'Encounter/e2')).rejects.toEqual(refusal('outpatient.formOfOtherVisit'));
  await record({ ...first });
  await expect(record({ ...first })).rejects.toMatchObject({ status: 412 });
  const examined = await hospital
    .as('doctor')
    .call<{ response: QuestionnaireResponse }>('Encounter/$record-examination', 'Encounter/e1', {
      response: {
        resourceType: 'QuestionnaireResponse',
        status: 'in-progress',
        questionnaire: sheet.url,
        item: answered,
      },
    });
  await expect(record({ ...examined.response })).rejects.toEqual(refusal('outpatient.formOfOtherVisit'));
});

test('lượt khám đã đóng: không ghi', async () => {
  const { store } = hospital.as('doctor');
  await store.update({ ...(await store.read('Encounter', 'e1')), status: 'finished' });
  await expect(record({ item: answered })).rejects.toEqual(refusal('outpatient.visitClosed'));
});
