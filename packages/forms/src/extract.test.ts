import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { extract } from './extract.ts';
import { sdc } from './sdc.ts';

const loinc = (code: string) => [{ system: 'http://loinc.org', code }];
const isObserved = { url: sdc.observationExtract, valueBoolean: true };
const subject = { reference: 'Patient/an' };
const filled = (item: QuestionnaireResponse['item']): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  id: 'r1',
  status: 'completed',
  subject,
  authored: '2026-03-02T07:30:00+07:00',
  ...(item ? { item } : {}),
});
const formOf = (item: Questionnaire['item'], extension: Questionnaire['extension'] = []): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  extension,
  ...(item ? { item } : {}),
});

describe('trích từ phiếu ra hồ sơ', () => {
  test('câu có mã thành Observation, đúng kiểu và đơn vị; câu không đánh dấu thì không', () => {
    const form = formOf([
      {
        linkId: 'a',
        text: 'Bề cao tử cung',
        type: 'decimal',
        code: loinc('11881-0'),
        extension: [isObserved, { url: sdc.unit, valueCoding: { system: 'http://unitsofmeasure.org', code: 'cm' } }],
      },
      {
        linkId: 'b',
        type: 'choice',
        code: loinc('72166-2'),
        extension: [isObserved],
        answerOption: [{ valueCoding: { system: 's', code: 'x', display: 'Chưa từng hút' } }],
      },
      { linkId: 'c', type: 'string', code: loinc('1-8') },
      { linkId: 'd', type: 'boolean', extension: [isObserved] },
    ]);
    const made = extract(
      form,
      filled([
        { linkId: 'a', answer: [{ valueDecimal: 24.5 }] },
        { linkId: 'b', answer: [{ valueCoding: { system: 's', code: 'x', display: 'Chưa từng hút' } }] },
        { linkId: 'c', answer: [{ valueString: 'không trích' }] },
        { linkId: 'd', answer: [{ valueBoolean: true }] },
      ]),
    );
    expect(made).toMatchObject([
      {
        resourceType: 'Observation',
        status: 'final',
        subject,
        valueQuantity: { value: 24.5, code: 'cm' },
        derivedFrom: [{ reference: 'QuestionnaireResponse/r1' }],
      },
      { code: { coding: loinc('72166-2') }, valueCodeableConcept: { text: 'Chưa từng hút' } },
    ]);
    expect(made).toHaveLength(2);
  });

  test('cả nhóm đánh dấu: mọi câu có mã bên trong, trừ câu nói không', () => {
    const form = formOf([
      {
        linkId: 'g',
        type: 'group',
        extension: [isObserved],
        item: [
          { linkId: 'a', type: 'integer', code: loinc('9269-2') },
          {
            linkId: 'b',
            type: 'integer',
            code: loinc('2-6'),
            extension: [{ url: sdc.observationExtract, valueBoolean: false }],
          },
        ],
      },
    ]);
    const made = extract(
      form,
      filled([
        {
          linkId: 'g',
          item: [
            { linkId: 'a', answer: [{ valueInteger: 15 }] },
            { linkId: 'b', answer: [{ valueInteger: 1 }] },
          ],
        },
      ]),
    );
    expect(made).toMatchObject([{ valueInteger: 15 }]);
  });

  test('nhóm lặp có ngữ cảnh thành mỗi dòng một bệnh trong tiền sử', () => {
    const definition = (path: string) => `http://hl7.org/fhir/StructureDefinition/Condition#Condition.${path}`;
    const form = formOf([
      {
        linkId: 'g',
        type: 'group',
        repeats: true,
        extension: [{ url: sdc.itemExtractionContext, valueCode: 'Condition' }],
        item: [
          {
            linkId: 'ten',
            type: 'open-choice',
            definition: definition('code'),
            answerOption: [{ valueCoding: { system: 's', code: 'I10', display: 'Tăng huyết áp' } }],
          },
          { linkId: 'tu', type: 'date', definition: definition('onsetDateTime') },
          { linkId: 'ghi', type: 'string', definition: definition('note') },
          { linkId: 'xau', type: 'string', definition: definition('__proto__.x') },
        ],
      },
    ]);
    const made = extract(
      form,
      filled([
        {
          linkId: 'g',
          item: [
            { linkId: 'ten', answer: [{ valueCoding: { system: 's', code: 'I10', display: 'Tăng huyết áp' } }] },
            { linkId: 'tu', answer: [{ valueDate: '2020' }] },
            { linkId: 'xau', answer: [{ valueString: 'y' }] },
          ],
        },
        {
          linkId: 'g',
          item: [
            { linkId: 'ten', answer: [{ valueString: 'Đau lưng' }] },
            { linkId: 'ghi', answer: [{ valueString: 'khi mang nặng' }] },
          ],
        },
      ]),
    );
    expect(made).toEqual([
      {
        resourceType: 'Condition',
        subject,
        recordedDate: '2026-03-02T07:30:00+07:00',
        code: { coding: [{ system: 's', code: 'I10', display: 'Tăng huyết áp' }], text: 'Tăng huyết áp' },
        onsetDateTime: '2020',
      },
      {
        resourceType: 'Condition',
        subject,
        recordedDate: '2026-03-02T07:30:00+07:00',
        code: { text: 'Đau lưng' },
        note: [{ text: 'khi mang nặng' }],
      },
    ]);
    expect({}).not.toHaveProperty('x');
  });

  test('cả biểu mẫu nói về người bệnh: họ tên, điện thoại vào đúng ô', () => {
    const definition = (path: string) => `http://hl7.org/fhir/StructureDefinition/Patient#Patient.${path}`;
    const form = formOf(
      [
        { linkId: 'ho', type: 'string', definition: definition('name.family') },
        { linkId: 'ten', type: 'string', repeats: true, definition: definition('name.given') },
        {
          linkId: 'gioi',
          type: 'choice',
          definition: definition('gender'),
          answerOption: [{ valueCoding: { code: 'female' } }],
        },
      ],
      [{ url: sdc.itemExtractionContext, valueCode: 'Patient' }],
    );
    const made = extract(
      form,
      filled([
        { linkId: 'ho', answer: [{ valueString: 'Nguyễn' }] },
        { linkId: 'ten', answer: [{ valueString: 'Thử' }, { valueString: 'An' }] },
        { linkId: 'gioi', answer: [{ valueCoding: { code: 'female' } }] },
      ]),
    );
    expect(made).toEqual([
      { resourceType: 'Patient', name: [{ family: 'Nguyễn', given: ['Thử', 'An'] }], gender: 'female' },
    ]);
  });
});
