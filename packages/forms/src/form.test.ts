import type { Questionnaire, QuestionnaireItem, ValueSet } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { acceptResponse } from './accept-response.ts';
import { checkView } from './check-view.ts';
import { compileForm } from './compile-form.ts';
import { evaluateForm } from './evaluate-form.ts';
import type { Answer, FormWorld } from './form.ts';
import { addRow, emptyState, type FormState, pathOf, removeRow, rowOf, setAnswers } from './form-state.ts';
import { populate } from './populate.ts';
import { proseOf, readRows } from './read-view.ts';
import { fromResponse, toResponse } from './response.ts';
import { sdc } from './sdc.ts';

const world: FormWorld = {
  now: '2026-03-02T07:30:00+07:00',
  context: { patient: [{ resourceType: 'Patient', id: 'an', gender: 'female', birthDate: '1990-09-05' }] },
};
const formOf = (item: QuestionnaireItem[], more: Partial<Questionnaire> = {}) =>
  compileForm({ resourceType: 'Questionnaire', status: 'active', url: 'https://thu.vn/q', item, ...more });
const fhirpath = (url: string, expression: string, name?: string) => ({
  url,
  valueExpression: { language: 'text/fhirpath' as const, expression, ...(name ? { name } : {}) },
});
const withAnswers = (answers: Record<string, Answer[]>): FormState =>
  Object.entries(answers).reduce((state, [path, given]) => setAnswers(state, path, given), emptyState);
const shown = (form: ReturnType<typeof formOf>, answers: Record<string, Answer[]>): string[] => {
  const view = evaluateForm(form, withAnswers(answers), world);
  return view.places.filter(view.isEnabled).map(({ item }) => item.linkId);
};

describe('điều kiện hiện câu hỏi', () => {
  const coding = (code: string) => ({ system: 's', code });
  test.each<[string, QuestionnaireItem['enableWhen'], Answer[], boolean]>([
    ['có trả lời', [{ question: 'q', operator: 'exists', answerBoolean: true }], [{ valueInteger: 0 }], true],
    ['có trả lời, mà trống', [{ question: 'q', operator: 'exists', answerBoolean: true }], [], false],
    ['chưa trả lời', [{ question: 'q', operator: 'exists', answerBoolean: false }], [], true],
    ['bằng', [{ question: 'q', operator: '=', answerBoolean: true }], [{ valueBoolean: true }], true],
    ['bằng mã', [{ question: 'q', operator: '=', answerCoding: coding('a') }], [{ valueCoding: coding('a') }], true],
    [
      'khác hệ mã',
      [{ question: 'q', operator: '=', answerCoding: { system: 't', code: 'a' } }],
      [{ valueCoding: coding('a') }],
      false,
    ],
    ['khác', [{ question: 'q', operator: '!=', answerString: 'x' }], [{ valueString: 'y' }], true],
    ['khác, chưa trả lời', [{ question: 'q', operator: '!=', answerString: 'x' }], [], true],
    ['lớn hơn, đúng biên', [{ question: 'q', operator: '>', answerInteger: 3 }], [{ valueInteger: 3 }], false],
    [
      'lớn hơn hoặc bằng, đúng biên',
      [{ question: 'q', operator: '>=', answerInteger: 3 }],
      [{ valueInteger: 3 }],
      true,
    ],
    ['nhỏ hơn', [{ question: 'q', operator: '<', answerDecimal: 3 }], [{ valueDecimal: 2.9 }], true],
    [
      'nhỏ hơn hoặc bằng ngày',
      [{ question: 'q', operator: '<=', answerDate: '2026-03-02' }],
      [{ valueDate: '2026-03-03' }],
      false,
    ],
    [
      'một trong nhiều trả lời',
      [{ question: 'q', operator: '=', answerInteger: 2 }],
      [{ valueInteger: 1 }, { valueInteger: 2 }],
      true,
    ],
    [
      'mọi điều kiện',
      [
        { question: 'q', operator: '>', answerInteger: 1 },
        { question: 'q', operator: '<', answerInteger: 5 },
      ],
      [{ valueInteger: 7 }],
      false,
    ],
  ])('%s', (_, enableWhen, answers, isShown) => {
    const form = formOf([
      { linkId: 'q', type: 'string', repeats: true },
      { linkId: 'sau', type: 'string', ...(enableWhen ? { enableWhen } : {}) },
    ]);
    expect(shown(form, { '/q': answers }).includes('sau')).toBe(isShown);
  });

  test('một điều kiện là đủ khi biểu mẫu nói thế', () => {
    const enableWhen: QuestionnaireItem['enableWhen'] = [
      { question: 'a', operator: '=', answerBoolean: true },
      { question: 'b', operator: '=', answerBoolean: true },
    ];
    const form = formOf([
      { linkId: 'a', type: 'boolean' },
      { linkId: 'b', type: 'boolean' },
      { linkId: 'c', type: 'string', enableBehavior: 'any', enableWhen },
    ]);
    expect(shown(form, { '/b': [{ valueBoolean: true }] })).toContain('c');
  });

  test('câu đang ẩn không làm hiện câu khác, trả lời của nó không vào phiếu, hiện lại thì còn nguyên', () => {
    const when = (question: string): QuestionnaireItem['enableWhen'] => [
      { question, operator: '=', answerBoolean: true },
    ];
    const form = formOf([
      { linkId: 'a', type: 'boolean' },
      { linkId: 'b', type: 'boolean', enableWhen: when('a') ?? [] },
      { linkId: 'c', type: 'string', enableWhen: when('b') ?? [] },
    ]);
    const typed = { '/a': [{ valueBoolean: false }], '/b': [{ valueBoolean: true }], '/c': [{ valueString: 'x' }] };
    expect(shown(form, typed)).toEqual(['a']);
    const view = evaluateForm(form, withAnswers(typed), world);
    expect(view.items.map(({ linkId }) => linkId)).toEqual(['a']);
    const again = evaluateForm(form, setAnswers(view.state, '/a', [{ valueBoolean: true }]), world);
    expect(again.items.map(({ linkId }) => linkId)).toEqual(['a', 'b', 'c']);
  });

  test('trong nhóm lặp, mỗi dòng nhìn câu của dòng mình', () => {
    const form = formOf([
      {
        linkId: 'lan',
        type: 'group',
        repeats: true,
        item: [
          { linkId: 'mo', type: 'boolean' },
          { linkId: 'ly-do', type: 'string', enableWhen: [{ question: 'mo', operator: '=', answerBoolean: true }] },
        ],
      },
    ]);
    const state = addRow(
      withAnswers({ '/lan:0/mo': [{ valueBoolean: false }], '/lan:1/mo': [{ valueBoolean: true }] }),
      '/lan',
    );
    const view = evaluateForm(form, state, world);
    const rows = view.places[0]?.rows.map((row) => row.filter(view.isEnabled).length);
    expect(rows).toEqual([1, 2]);
    expect(removeRow(state, '/lan', 0).answers).toEqual({ '/lan:0/mo': [{ valueBoolean: true }] });
  });

  test('điều kiện bằng biểu thức, theo người bệnh và theo câu trả lời', () => {
    const form = formOf([
      { linkId: 'n', type: 'integer' },
      {
        linkId: 'thai',
        type: 'boolean',
        extension: [fhirpath(sdc.enableWhenExpression, "%patient.gender = 'female'")],
      },
      {
        linkId: 'nhieu',
        type: 'string',
        extension: [fhirpath(sdc.enableWhenExpression, "item.where(linkId='n').answer.value > 2")],
      },
    ]);
    expect(shown(form, {})).toEqual(['n', 'thai']);
    expect(shown(form, { '/n': [{ valueInteger: 3 }] })).toEqual(['n', 'thai', 'nhieu']);
  });
});

describe('giá trị tự tính và giá trị đầu', () => {
  const bmi = formOf(
    [
      { linkId: 'nang', type: 'decimal' },
      { linkId: 'cao', type: 'decimal' },
      {
        linkId: 'bmi',
        type: 'quantity',
        extension: [
          { url: sdc.unit, valueCoding: { code: 'kg/m2' } },
          fhirpath(sdc.calculatedExpression, '(%n / (%c / 100).power(2)).round(1)'),
        ],
      },
      {
        linkId: 'muc',
        type: 'string',
        extension: [
          fhirpath(
            sdc.calculatedExpression,
            "iif(item.where(linkId='bmi').answer.value.value >= 23, 'Thừa cân', 'Bình thường')",
          ),
        ],
      },
    ],
    {
      extension: [
        fhirpath(sdc.variable, "item.where(linkId='nang').answer.value", 'n'),
        fhirpath(sdc.variable, "item.where(linkId='cao').answer.value", 'c'),
      ],
    },
  );

  test('BMI theo cân nặng và chiều cao; mức theo BMI', () => {
    const view = evaluateForm(
      bmi,
      withAnswers({ '/nang': [{ valueDecimal: 58 }], '/cao': [{ valueDecimal: 155 }] }),
      world,
    );
    expect(view.state.answers['/bmi']).toEqual([{ valueQuantity: { value: 24.1, unit: 'kg/m2', code: 'kg/m2' } }]);
    expect(view.state.answers['/muc']).toEqual([{ valueString: 'Thừa cân' }]);
    const less = evaluateForm(bmi, setAnswers(view.state, '/nang', []), world);
    expect(less.state.answers['/bmi']).toEqual([]);
  });

  test('công thức nuôi nhau mãi không yên: dừng lại, không treo', () => {
    const plus = (other: string) => [
      fhirpath(
        sdc.calculatedExpression,
        `iif(item.where(linkId='${other}').exists(), item.where(linkId='${other}').answer.value + 1, 0)`,
      ),
    ];
    const form = formOf([
      { linkId: 'a', type: 'integer', extension: plus('b') },
      { linkId: 'b', type: 'integer', extension: plus('a') },
    ]);
    expect(evaluateForm(form, emptyState, world).state.answers['/a']?.[0]?.valueInteger).toBeLessThan(50);
  });

  test('công thức hỏng với trả lời này: ô trống và được nêu tên', () => {
    const form = formOf([
      { linkId: 'a', type: 'string' },
      {
        linkId: 'b',
        type: 'integer',
        extension: [fhirpath(sdc.calculatedExpression, "item.where(linkId='a').answer.value * 2")],
      },
    ]);
    const view = evaluateForm(form, withAnswers({ '/a': [{ valueString: 'x' }] }), world);
    expect([...view.failed]).toEqual(['b']);
  });

  test('điền sẵn từ hồ sơ và từ giá trị đầu của biểu mẫu', () => {
    const form = formOf([
      { linkId: 'sinh', type: 'date', extension: [fhirpath(sdc.initialExpression, '%patient.birthDate')] },
      { linkId: 'dau', type: 'integer', initial: [{ valueInteger: 1 }] },
      {
        linkId: 'chon',
        type: 'choice',
        answerOption: [{ valueCoding: { code: 'a' }, initialSelected: true }, { valueCoding: { code: 'b' } }],
      },
      { linkId: 'nhom', type: 'group', item: [{ linkId: 'trong', type: 'string', initial: [{ valueString: 'x' }] }] },
    ]);
    expect(populate(form, world).answers).toEqual({
      '/sinh': [{ valueDate: '1990-09-05' }],
      '/dau': [{ valueInteger: 1 }],
      '/chon': [{ valueCoding: { code: 'a' } }],
      '/nhom:0/trong': [{ valueString: 'x' }],
    });
  });

  test('điểm của thang đo cộng từ điểm của lựa chọn', () => {
    const option = (code: string, score: number) => ({
      valueCoding: { code },
      extension: [{ url: sdc.ordinalValue, valueDecimal: score }],
    });
    const form = formOf([
      { linkId: 'mat', type: 'choice', answerOption: [option('tu-nhien', 4), option('khong', 1)] },
      { linkId: 'loi', type: 'choice', answerOption: [option('dung', 5)] },
      {
        linkId: 'tong',
        type: 'integer',
        extension: [
          fhirpath(
            sdc.calculatedExpression,
            '%resource.descendants().where(linkId.exists()).answer.value.ordinal().sum()',
          ),
        ],
      },
    ]);
    const view = evaluateForm(
      form,
      withAnswers({ '/mat': [{ valueCoding: { code: 'tu-nhien' } }], '/loi': [{ valueCoding: { code: 'dung' } }] }),
      world,
    );
    expect(view.state.answers['/tong']).toEqual([{ valueInteger: 9 }]);
  });
});

describe('ràng buộc của câu trả lời', () => {
  const one = (item: Partial<QuestionnaireItem>, ...answers: Answer[]) => {
    const form = formOf([{ linkId: 'q', text: 'Câu', type: 'string', ...item }]);
    const issues = checkView(evaluateForm(form, withAnswers({ '/q': answers }), world));
    return issues.map(({ issue }) => issue.details?.coding?.[0]?.code?.replace('forms.', ''));
  };
  const limit = (url: string, value: object) => ({ extension: [{ url, ...value }] });
  test.each<[string, Partial<QuestionnaireItem>, Answer[], string[]]>([
    ['bắt buộc', { required: true }, [], ['required']],
    ['bắt buộc, chỉ có khoảng trắng', { required: true }, [{ valueString: '  ' }], ['required']],
    ['đúng số nhỏ nhất', { type: 'integer', ...limit(sdc.minValue, { valueInteger: 3 }) }, [{ valueInteger: 3 }], []],
    [
      'dưới số nhỏ nhất',
      { type: 'integer', ...limit(sdc.minValue, { valueInteger: 3 }) },
      [{ valueInteger: 2 }],
      ['tooSmall'],
    ],
    [
      'trên số lớn nhất',
      { type: 'decimal', ...limit(sdc.maxValue, { valueDecimal: 1.5 }) },
      [{ valueDecimal: 1.6 }],
      ['tooBig'],
    ],
    [
      'lượng quá lớn',
      { type: 'quantity', ...limit(sdc.maxValue, { valueDecimal: 10 }) },
      [{ valueQuantity: { value: 11 } }],
      ['tooBig'],
    ],
    [
      'ngày sau ngày cuối',
      { type: 'date', ...limit(sdc.maxValue, { valueDate: '2026-01-01' }) },
      [{ valueDate: '2026-01-02' }],
      ['tooBig'],
    ],
    ['dài đúng giới hạn', { maxLength: 3 }, [{ valueString: 'abc' }], []],
    ['dài quá', { maxLength: 3 }, [{ valueString: 'abcd' }], ['tooLong']],
    ['ngắn quá', limit(sdc.minLength, { valueInteger: 3 }), [{ valueString: 'ab' }], ['tooShort']],
    ['sai dạng', limit(sdc.regex, { valueString: '\\d{4}' }), [{ valueString: '12a4' }], ['wrongPattern']],
    ['đúng dạng', limit(sdc.regex, { valueString: '\\d{4}' }), [{ valueString: '1234' }], []],
    [
      'nhiều số lẻ',
      { type: 'decimal', ...limit(sdc.maxDecimalPlaces, { valueInteger: 1 }) },
      [{ valueDecimal: 1.25 }],
      ['tooManyDecimals'],
    ],
    [
      'ngoài lựa chọn',
      { type: 'choice', answerOption: [{ valueCoding: { code: 'a' } }] },
      [{ valueCoding: { code: 'b' } }],
      ['notAnOption'],
    ],
    [
      'chữ tự do ở câu mở',
      { type: 'open-choice', answerOption: [{ valueCoding: { code: 'a' } }] },
      [{ valueString: 'khác' }],
      [],
    ],
    [
      'chữ tự do ở câu đóng',
      { type: 'choice', answerOption: [{ valueCoding: { code: 'a' } }] },
      [{ valueString: 'khác' }],
      ['notAnOption'],
    ],
    [
      'đơn vị lạ',
      { type: 'quantity', ...limit(sdc.unitOption, { valueCoding: { code: 'kg' } }) },
      [{ valueQuantity: { value: 1, code: 'g' } }],
      ['wrongUnit'],
    ],
    ['ngày không có', { type: 'date' }, [{ valueDate: '2026-02-30' }], ['badDate']],
    ['giờ không có', { type: 'time' }, [{ valueTime: '25:00:00' }], ['badDate']],
    ['sai kiểu', { type: 'integer' }, [{ valueString: '1' }], ['wrongType']],
    ['hai trả lời ở câu một', {}, [{ valueString: 'a' }, { valueString: 'b' }], ['tooMany']],
    [
      'quá số lần',
      { repeats: true, ...limit(sdc.maxOccurs, { valueInteger: 1 }) },
      [{ valueString: 'a' }, { valueString: 'b' }],
      ['tooMany'],
    ],
    [
      'chưa đủ số lần',
      { repeats: true, ...limit(sdc.minOccurs, { valueInteger: 2 }) },
      [{ valueString: 'a' }],
      ['tooFew'],
    ],
    [
      'tệp quá lớn',
      { type: 'attachment', ...limit(sdc.maxSize, { valueDecimal: 10 }) },
      [{ valueAttachment: { data: 'A'.repeat(40) } }],
      ['fileTooLarge'],
    ],
    [
      'lựa chọn đứng một mình',
      {
        type: 'choice',
        repeats: true,
        answerOption: [
          { valueCoding: { code: 'khong' }, extension: [{ url: sdc.exclusive, valueBoolean: true }] },
          { valueCoding: { code: 'a' } },
        ],
      },
      [{ valueCoding: { code: 'khong' } }, { valueCoding: { code: 'a' } }],
      ['exclusive'],
    ],
  ])('%s', (_, item, answers, codes) => expect(one(item, ...answers)).toEqual(codes));
});

describe('biểu mẫu không nhận', () => {
  const codes = (item: QuestionnaireItem[]) => {
    try {
      formOf(item);
      return [];
    } catch (thrown) {
      return (thrown as { outcome: { issue: { details?: { coding?: { code?: string }[] } }[] } }).outcome.issue.map(
        ({ details }) => details?.coding?.[0]?.code?.replace('forms.', ''),
      );
    }
  };
  const when = (question: string) => [{ question, operator: 'exists' as const, answerBoolean: true }];
  const nested = (depth: number): QuestionnaireItem[] =>
    depth === 0 ? [] : [{ linkId: `n${depth}`, type: 'group', item: nested(depth - 1) }];
  const type = 'string' as const;
  test.each<[string, QuestionnaireItem[], string]>([
    [
      'mã mục trùng',
      [
        { linkId: 'a', type },
        { linkId: 'a', type },
      ],
      'linkIdTwice',
    ],
    ['thiếu mã mục', [{ linkId: '', type }], 'linkIdMissing'],
    ['kiểu lạ', [{ linkId: 'a', type: 'question' }], 'unknownType'],
    ['câu chọn không lựa chọn', [{ linkId: 'a', type: 'choice' }], 'optionsMissing'],
    ['hỏi câu không có', [{ linkId: 'a', type, enableWhen: when('z') }], 'unknownQuestion'],
    ['tự hỏi mình', [{ linkId: 'a', type, enableWhen: when('a') }], 'cycle'],
    [
      'vòng tròn',
      [
        { linkId: 'a', type, enableWhen: when('b') },
        { linkId: 'b', type, enableWhen: when('a') },
      ],
      'cycle',
    ],
    [
      'nhóm hiện theo câu bên trong',
      [{ linkId: 'a', type: 'group', enableWhen: when('b'), item: [{ linkId: 'b', type }] }],
      'cycle',
    ],
    [
      'công thức hỏng',
      [{ linkId: 'a', type, extension: [fhirpath(sdc.calculatedExpression, '1 +')] }],
      'expressionUnreadable',
    ],
    [
      'hàm không hỗ trợ',
      [{ linkId: 'a', type, extension: [fhirpath(sdc.calculatedExpression, '%patient.resolve()')] }],
      'expressionUnsupported',
    ],
    [
      'ngôn ngữ khác',
      [
        {
          linkId: 'a',
          type,
          extension: [{ url: sdc.calculatedExpression, valueExpression: { language: 'text/cql', expression: 'x' } }],
        },
      ],
      'expressionUnsupported',
    ],
    [
      'mẫu ký tự nguy hiểm',
      [{ linkId: 'a', type, extension: [{ url: sdc.regex, valueString: '(a+)+' }] }],
      'unsafePattern',
    ],
    ['lồng quá sâu', nested(30), 'tooLarge'],
    ['quá nhiều mục', Array.from({ length: 2500 }, (_, n) => ({ linkId: `m${n}`, type })), 'tooLarge'],
    [
      'quá nhiều lựa chọn',
      [{ linkId: 'a', type: 'choice', answerOption: Array.from({ length: 600 }, (_, n) => ({ valueInteger: n })) }],
      'tooLarge',
    ],
    [
      'quá nhiều công thức',
      Array.from({ length: 400 }, (_, n) => ({
        linkId: `m${n}`,
        type,
        extension: [fhirpath(sdc.calculatedExpression, '1')],
      })),
      'tooLarge',
    ],
  ])('%s', (_, item, code) => expect(codes(item)).toContain(code));

  test('lồng hàng nghìn tầng: bị từ chối, không làm đổ chương trình', () => {
    let item: QuestionnaireItem[] = [];
    for (let depth = 0; depth < 5000; depth += 1) item = [{ linkId: `n${depth}`, type: 'group', item }];
    expect(codes(item)).toContain('tooLarge');
  });
});

test('danh mục đi kèm trong biểu mẫu thành lựa chọn', () => {
  const set: ValueSet = {
    resourceType: 'ValueSet',
    id: 'mau',
    status: 'active',
    compose: { include: [{ system: 's', concept: [{ code: 'do', display: 'Đỏ' }] }] },
  };
  const form = formOf([{ linkId: 'm', type: 'choice', answerValueSet: '#mau' }], { contained: [set] });
  expect(form.items[0]?.options[0]).toMatchObject({
    label: 'Đỏ',
    answer: { valueCoding: { system: 's', code: 'do' } },
  });
});

describe('phiếu gửi lên máy chủ', () => {
  const form = formOf([
    { linkId: 'a', text: 'Có đau không', type: 'boolean', required: true },
    {
      linkId: 'b',
      text: 'Đau ở đâu',
      type: 'string',
      enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }],
    },
    { linkId: 'g', type: 'group', item: [{ linkId: 'c', text: 'Mức', type: 'integer' }] },
  ]);
  const accept = (
    item: object[],
    status: 'in-progress' | 'completed' = 'in-progress',
    questionnaire = 'https://thu.vn/q',
  ) =>
    acceptResponse(
      form,
      { resourceType: 'QuestionnaireResponse', status, questionnaire, item: item as { linkId: string }[] },
      world,
    );
  const refusal = (code: string) => expect.objectContaining({ code: `forms.${code}` });

  test('đúng thì nhận, tính và đọc lại được', () => {
    const view = accept(
      [
        { linkId: 'a', answer: [{ valueBoolean: true }] },
        { linkId: 'b', answer: [{ valueString: 'Bụng' }] },
      ],
      'completed',
    );
    expect(readRows(view)).toEqual([
      { path: '/a', level: 0, label: 'Có đau không', value: 'Có' },
      { path: '/b', level: 0, label: 'Đau ở đâu', value: 'Bụng' },
    ]);
    expect(proseOf(view, view.places)).toBe('Có đau không. Đau ở đâu: Bụng.');
  });

  test('số thập phân như đã viết cũng đọc được', () => {
    const raw = Object.assign(Object.create(null), { rawJSON: '3' });
    const view = accept([{ linkId: 'g', item: [{ linkId: 'c', answer: [{ valueInteger: raw }] }] }]);
    expect(toResponse(view, { status: 'in-progress' }).item?.[0]?.item?.[0]?.answer).toEqual([{ valueInteger: 3 }]);
  });

  test.each<[string, () => unknown, string]>([
    ['câu lạ', () => accept([{ linkId: 'x', answer: [] }]), 'unknownItem'],
    ['câu sai chỗ', () => accept([{ linkId: 'c', answer: [{ valueInteger: 1 }] }]), 'unknownItem'],
    ['sai kiểu', () => accept([{ linkId: 'a', answer: [{ valueString: 'có' }] }]), 'wrongType'],
    ['trả lời cho nhóm', () => accept([{ linkId: 'g', answer: [{ valueString: 'có' }] }]), 'wrongType'],
    ['câu đang ẩn', () => accept([{ linkId: 'b', answer: [{ valueString: 'Bụng' }] }]), 'hiddenAnswered'],
    [
      'một câu hai lần',
      () =>
        accept([
          { linkId: 'a', answer: [{ valueBoolean: true }] },
          { linkId: 'a', answer: [{ valueBoolean: true }] },
        ]),
      'tooMany',
    ],
    ['thiếu câu bắt buộc khi hoàn thành', () => accept([], 'completed'), 'required'],
    ['biểu mẫu khác', () => accept([], 'in-progress', 'https://thu.vn/khac'), 'otherForm'],
  ])('%s', (_, act, code) => expect(act).toThrow(refusal(code)));

  test('thiếu câu bắt buộc khi còn đang ghi: được', () => expect(accept([]).items).toEqual([]));
});

test('mở lại phiếu cũ, gõ tiếp, lưu lại: không mất gì', () => {
  const form = formOf([
    { linkId: 'thuoc', type: 'group', repeats: true, item: [{ linkId: 'ten', type: 'string' }] },
    {
      linkId: 'dau',
      type: 'choice',
      repeats: true,
      answerOption: [{ valueCoding: { code: 'a' } }, { valueCoding: { code: 'b' } }],
      item: [{ linkId: 'ro', type: 'string' }],
    },
  ]);
  const state: FormState = {
    answers: {
      '/thuoc:0/ten': [{ valueString: 'x' }],
      '/thuoc:1/ten': [{ valueString: 'y' }],
      '/dau': [{ valueCoding: { code: 'a' } }, { valueCoding: { code: 'b' } }],
      '/dau:1/ro': [{ valueString: 'rõ' }],
    },
    rows: { '/thuoc': 2 },
  };
  const saved = toResponse(evaluateForm(form, state, world), { status: 'completed' });
  expect(fromResponse(form, saved)).toEqual(state);
});

test('câu nằm dưới một câu trả lời trống không được tính: lưu rồi mở lại, điều kiện vẫn như cũ', () => {
  const form = compileForm({
    resourceType: 'Questionnaire',
    status: 'active',
    item: [
      { linkId: 'benh', type: 'string', repeats: true, item: [{ linkId: 'nam', type: 'integer' }] },
      {
        linkId: 'lau',
        type: 'boolean',
        enableWhen: [{ question: 'nam', operator: '>', answerInteger: 1 }],
      },
    ],
  });
  const shown = (disease: string) =>
    evaluateForm(
      form,
      {
        answers: {
          [pathOf('', 'benh')]: [{ valueString: disease }],
          [pathOf(rowOf(pathOf('', 'benh'), 0), 'nam')]: [{ valueInteger: 5 }],
          [pathOf('', 'lau')]: [{ valueBoolean: true }],
        },
        rows: {},
      },
      { now: '2026-03-02T07:30:00+07:00', context: {} },
    ).items.map(({ linkId }) => linkId);
  expect(shown('hen')).toEqual(['benh', 'lau']);
  expect(shown('  ')).toEqual([]);
});
