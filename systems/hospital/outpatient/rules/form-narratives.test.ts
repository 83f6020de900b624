import { compileForm, emptyState, evaluateForm, populate, setAnswers } from '@lienmach/forms';
import { describe, expect, test } from 'vitest';
import { examinationForms } from '../forms/examination-forms.ts';
import { formNarratives } from './form-narratives.ts';

const world = { now: '2026-03-02T07:30:00+07:00', context: {} };
const formOf = (id: string) => {
  const found = examinationForms.find((one) => one.id === id);
  if (found === undefined) throw new TypeError(`no form ${id}`);
  return compileForm(found);
};

describe.each(examinationForms.map((one) => [one.title ?? '', one] as const))('%s', (_, questionnaire) => {
  test('đọc được, có đủ ba phần, phím số của các cơ quan không trùng', () => {
    const form = compileForm(questionnaire);
    expect(form.items.map(({ codes }) => codes[0]?.code)).toEqual(['10164-2', '11348-0', '29545-1']);
    const keys = form.items.flatMap(({ items }) => items).flatMap(({ prefix }) => prefix ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^\d$/.test(key))).toBe(true);
  });

  test('mở ra chưa gõ gì: không câu nào có sẵn trả lời, không lời văn nào', () => {
    const form = compileForm(questionnaire);
    expect(populate(form, world).answers).toEqual({});
    expect(formNarratives(evaluateForm(form, emptyState, world))).toEqual({});
  });
});

test('lời văn theo từng phần, mỗi cơ quan có tên; phần trống không có mặt', () => {
  const form = formOf('kham-noi');
  const state = [
    ['/hoi-benh:0/qua-trinh', { valueString: 'Đau ngực' }],
    ['/hoi-benh:0/ngay-benh', { valueInteger: 3 }],
    ['/kham:0/tuan-hoan:0/tuan-hoan-mo-ta', { valueString: 'Tim đều.' }],
    ['/kham:0/toan-than:0/phu', { valueBoolean: true }],
  ] as const;
  const view = evaluateForm(
    form,
    state.reduce((all, [path, one]) => setAnswers(all, path, [one]), emptyState),
    world,
  );
  expect(formNarratives(view)).toEqual({
    history: 'Đau ngực. Ngày thứ mấy của bệnh: 3.',
    examination: 'Toàn thân: Phù. Tuần hoàn: Tim đều.',
  });
});

test('chữ đã ghi trước khi có phiếu được đưa vào phiếu', () => {
  const form = formOf('kham-noi');
  const { answers } = populate(form, { ...world, context: { history: ['Ho ba ngày'], pastHistory: ['Hen'] } });
  expect(answers).toEqual({
    '/hoi-benh:0/qua-trinh': [{ valueString: 'Ho ba ngày' }],
    '/tien-su:0/ban-than': [{ valueString: 'Hen' }],
  });
});

test('khám thai: tuổi thai và ngày dự sinh tính từ kỳ kinh cuối', () => {
  const form = formOf('kham-thai');
  const typed = setAnswers(emptyState, '/kham:0/thai-ky:0/kinh-cuoi', [{ valueDate: '2026-01-15' }]);
  const { state } = evaluateForm(form, typed, world);
  expect(state.answers['/kham:0/thai-ky:0/tuoi-thai']).toEqual([{ valueInteger: 6 }]);
  expect(state.answers['/kham:0/thai-ky:0/du-sinh']).toEqual([{ valueDate: '2026-10-22' }]);
});
